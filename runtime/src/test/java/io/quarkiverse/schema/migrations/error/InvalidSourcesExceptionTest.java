package io.quarkiverse.schema.migrations.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.model.SourceProblem;

class InvalidSourcesExceptionTest {

    @Test
    void names_every_file_once_in_the_order_of_the_paths() {
        InvalidSourcesException failure = new InvalidSourcesException("audit", List.of(
                new SourceProblem("db/2.sql", 7, "'x' is not a directive"), new SourceProblem("db/2.sql", 3, "has a NUL"),
                new SourceProblem("db/2.sql", 3, "has a NUL"), new SourceProblem("db/1.sql", "cannot be read")));

        assertThat(failure).hasMessage("""
                3 problems in the migrations of set 'audit':
                  - db/1.sql: cannot be read
                  - db/2.sql:3: has a NUL
                      line 7: 'x' is not a directive""");
        assertThat(failure.problems()).hasSize(3);
    }

    @Test
    void does_not_name_the_default_set() {
        assertThat(new InvalidSourcesException("<default>", List.of(new SourceProblem("db/1.sql", "is not UTF-8"))))
                .hasMessage("1 problem in the migrations:\n  - db/1.sql: is not UTF-8");
    }
}
