package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.application;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantTest {

    @Test
    void the_variant_of_the_datasource_wins_and_no_other_script_is_needed() {
        assertThat(scan("postgresql", application("variants")).scriptLocations()).containsExactly(
                "db/migrations/1-folder/down.sql", "db/migrations/1-folder/up.postgresql.sql",
                "db/migrations/2-pair.down.sql", "db/migrations/2-pair.up.sql", "db/migrations/3-single.sql",
                "db/migrations/R__view.postgresql.sql", "db/migrations/U4__back.sql", "db/migrations/V4__flyways.sql");
        assertThat(scan("mysql", application("variants")).scriptLocations()).containsExactly(
                "db/migrations/1-folder/down.mysql.sql", "db/migrations/1-folder/up.sql",
                "db/migrations/2-pair.down.sql", "db/migrations/2-pair.up.mysql.sql", "db/migrations/3-single.sql",
                "db/migrations/R__view.sql", "db/migrations/U4__back.mysql.sql", "db/migrations/V4__flyways.mysql.sql");
        assertThat(scan("h2", application("variants")).scriptLocations()).containsExactly(
                "db/migrations/1-folder/down.sql", "db/migrations/1-folder/up.sql",
                "db/migrations/2-pair.down.sql", "db/migrations/2-pair.up.sql", "db/migrations/3-single.sql",
                "db/migrations/R__view.sql", "db/migrations/U4__back.sql", "db/migrations/V4__flyways.sql");
    }

    @Test
    void a_script_for_other_databases_alone_is_a_problem_of_up_and_of_down() {
        assertThat(problems(scan("sqlite", application("missing-variants")))).containsExactly(
                "db/migrations/1.up.mysql.sql: there is a script for mysql and mariadb but none for the datasource, which is"
                        + " sqlite; add 'db/migrations/1.up.sqlite.sql', or 'db/migrations/1.up.sql' for every database"
                        + " without a script of its own",
                "db/migrations/2/down.mysql.sql: there is a script for mysql but none for the datasource, which is sqlite;"
                        + " add 'db/migrations/2/down.sqlite.sql', or 'db/migrations/2/down.sql' for every database without"
                        + " a script of its own",
                "db/migrations/V3__x.postgresql.sql: there is a script for postgresql but none for the datasource, which is"
                        + " sqlite; add 'db/migrations/V3__x.sqlite.sql', or 'db/migrations/V3__x.sql' for every database"
                        + " without a script of its own");
    }

    @Test
    void a_database_without_variants_is_told_to_add_the_general_script() {
        assertThat(problems(scan("h2", application("missing-variants")))).contains(
                "db/migrations/V3__x.postgresql.sql: there is a script for postgresql but none for the datasource, which is"
                        + " h2; add 'db/migrations/V3__x.sql' for every database without a script of its own");
    }

    @ParameterizedTest
    @CsvSource({ "sqlite, SQLITE", "postgresql, POSTGRESQL", "pgsql, POSTGRESQL", "pg, POSTGRESQL", "PG, POSTGRESQL",
            "mysql, MYSQL", "mariadb, MARIADB" })
    void knows_the_kinds_in_the_spellings_of_quarkus(String databaseKind, VariantKind expected) {
        assertThat(VariantKind.ofDatabaseKind(databaseKind)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "h2", "oracle", "mssql", "other" })
    void has_no_variants_for_other_kinds(String databaseKind) {
        assertThat(VariantKind.ofDatabaseKind(databaseKind)).isEmpty();
    }
}
