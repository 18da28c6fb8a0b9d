package io.quarkiverse.schema.migrations.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.Adoption.Tool;

/** How a program says whose history to take over. */
class AdoptionTest {

    @Test
    void names_the_tool_and_leaves_the_table_to_it() {
        assertThat(List.of(Adoption.flyway(), Adoption.liquibase(), Adoption.switchy())).containsExactly(
                new Adoption(Tool.FLYWAY, Optional.empty(), Set.of()), new Adoption(Tool.LIQUIBASE, Optional.empty(), Set.of()),
                new Adoption(Tool.SWITCHY, Optional.empty(), Set.of()));
        assertThat(Tool.values()).extracting(Tool::title).containsExactly("Flyway", "Liquibase", "switchy");
    }

    @Test
    void names_another_table_and_the_sets_that_share_it() {
        assertThat(List.of(Adoption.flyway("t"), Adoption.liquibase("t"), Adoption.switchy("t"))).containsExactly(
                new Adoption(Tool.FLYWAY, Optional.of("t")), new Adoption(Tool.LIQUIBASE, Optional.of("t")),
                new Adoption(Tool.SWITCHY, Optional.of("t")));
        assertThat(Adoption.switchy("t").sharedWith(List.of("billing")).from("u"))
                .isEqualTo(new Adoption(Tool.SWITCHY, Optional.of("u"), Set.of("billing")));
    }
}
