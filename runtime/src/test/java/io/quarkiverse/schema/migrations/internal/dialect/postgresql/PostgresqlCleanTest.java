package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

class PostgresqlCleanTest {

    private final ServerDatabase database = Servers.postgresql();

    @Test
    void drops_what_else_a_schema_can_hold_and_leaves_the_schema() {
        database.execute("CREATE TYPE mood AS ENUM ('sad', 'happy')", "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                "CREATE TYPE pair AS (a int, b int)", "CREATE SEQUENCE numbers",
                "CREATE TABLE part (id int GENERATED ALWAYS AS IDENTITY, m mood) PARTITION BY LIST (m)",
                "CREATE TABLE part_sad PARTITION OF part FOR VALUES IN ('sad')",
                "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one",
                "CREATE FUNCTION twice(n positive) RETURNS int LANGUAGE sql AS 'SELECT n * 2'",
                "CREATE PROCEDURE nothing(a int, OUT b int) LANGUAGE sql AS 'SELECT a'",
                "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
                "CREATE SCHEMA elsewhere", "CREATE TABLE elsewhere.kept (id int)");

        assertThat(database.migrations().cleanAllowed().build().clean().dropped()).containsExactlyInAnyOrder("table part",
                "materialized view mv", "sequence numbers", "function twice(positive)", "procedure nothing(integer)",
                "aggregate total(integer)", "type mood", "type pair", "domain positive");
        assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                + " UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                + " UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace")).isEmpty();
        assertThat(database.count("elsewhere.kept")).isZero();
    }
}
