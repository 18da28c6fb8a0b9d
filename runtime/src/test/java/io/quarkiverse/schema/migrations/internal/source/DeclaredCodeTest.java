package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.ids;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/** Migrations in Java, alone and beside scripts. */
class DeclaredCodeTest {

    private static DeclaredCode code(String id, String className) {
        return new DeclaredCode(id, className, "", "", ScriptOptions.DEFAULT, Set.of(Direction.UP));
    }

    @Test
    void are_ordered_as_scripts_are() {
        assertThat(ids(DeclaredCode.scan("shop", List.of(code("10", "org.acme.Ten"), code("9", "org.acme.Nine")))))
                .containsExactly("9", "10");
    }

    @Test
    void have_each_an_id_of_its_own_that_can_be_one() {
        SourceScan scan = DeclaredCode.scan("shop", List.of(code("a", "org.acme.Second"), code("A", "org.acme.First"),
                code("", "org.acme.None"), code("b", "org.acme.Other")));

        assertThat(problems(scan)).hasSize(2)
                .contains("java:org.acme.Second: has the id 'a', which differs only in case or form from 'A' of"
                        + " 'java:org.acme.First'; ids must be unique in a set: rename one of them")
                .anySatisfy(problem -> assertThat(problem).startsWith("java:org.acme.None: ").endsWith("; give it another id"));
    }

    @Test
    void share_an_id_with_no_script_of_the_set() {
        SourceScan scripts = InMemoryMigration.scan("shop", List.of(new InMemoryMigration("1", "SELECT 1"),
                new InMemoryMigration("3", "SELECT 3")));

        assertThat(ids(scripts.with(DeclaredCode.scan("shop", List.of(code("2", "org.acme.Two"))))))
                .containsExactly("1", "2", "3");
        assertThat(problems(scripts.with(DeclaredCode.scan("shop", List.of(code("3", "org.acme.Three"))))))
                .containsExactly("memory:3/up.sql: has the id '3', as 'java:org.acme.Three' has; ids must be unique in a set:"
                        + " rename one of them");
    }

    @Test
    void tell_of_an_id_that_is_given_twice_in_one_of_two_scans_once() {
        SourceScan twice = DeclaredCode.scan("shop", List.of(code("1", "org.acme.A"), code("1", "org.acme.B")));

        assertThat(problems(twice)).hasSize(1);
        assertThat(problems(twice.with(DeclaredCode.scan("shop", List.of(code("2", "org.acme.C"))))))
                .isEqualTo(problems(twice));
        assertThat(problems(DeclaredCode.scan("shop", List.of(code("2", "org.acme.C"))).with(twice)))
                .isEqualTo(problems(twice));
    }

    @Test
    void keep_the_warnings_about_both_of_two_scans() {
        SourceProblem one = new SourceProblem("a.sql", 1, "one");
        SourceProblem two = new SourceProblem("b.sql", 1, "two");

        assertThat(new SourceScan("shop", List.of(), List.of(), List.of(two, one))
                .with(new SourceScan("shop", List.of(), List.of(), List.of(one))).warnings()).containsExactly(one, two);
    }

    @Test
    void a_location_has_no_slash_at_its_end_unless_it_is_nothing_else() {
        assertThatThrownBy(() -> SourceRoot.application(Path.of("/tmp"), "db/")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the location 'db/' ends with a slash");
        assertThat(SourceRoot.application(Path.of("/"), "/").location()).isEqualTo("/");
    }
}
