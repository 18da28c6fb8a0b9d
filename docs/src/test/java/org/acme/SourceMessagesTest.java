package org.acme;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;

class SourceMessagesTest {

    @Test
    void the_manual_shows_the_list_of_what_is_wrong_as_the_build_tells_it() {
        List<SourceRoot> roots = List.of(SourceRoot.application(Manual.scenario("sources"), "db/migrations"));

        assertThatThrownBy(() -> new SourceScanner("<default>", "sqlite").scan(roots).migrations())
                .isInstanceOf(InvalidSourcesException.class)
                .satisfies(e -> Manual.shows("sources", e));
    }
}
