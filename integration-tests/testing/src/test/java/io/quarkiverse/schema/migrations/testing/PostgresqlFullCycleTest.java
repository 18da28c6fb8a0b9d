package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresqlFullCycleTest extends FullCycleContract {

    @Override
    On database() {
        return On.POSTGRESQL;
    }

    @Test
    void finds_a_second_up_that_leads_elsewhere() {
        MigrationsUnderTest migrations = MigrationsUnderTest.from(builder -> builder
                .migration("1_count", "CREATE SEQUENCE runs", "DROP SEQUENCE runs")
                .migration("2_odd", """
                        DO $$ BEGIN
                            IF nextval('runs') = 1 THEN
                                CREATE TABLE shelf (id INTEGER);
                            ELSE
                                CREATE TABLE shelf (id BIGINT);
                            END IF;
                        END $$""", "DROP TABLE shelf"));
        try (TestDatabases databases = database().the(migrations).open(); FullCycle cycle = FullCycle.of(databases)) {
            assertThatThrownBy(cycle::check).isInstanceOf(AssertionError.class).hasMessage(
                    "The second up script of '2_odd' does not lead to the schema that the first led to:\n"
                            + "  - table shelf, column id was integer, is bigint");
        }
    }
}
