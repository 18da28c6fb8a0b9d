package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;

/** What becomes of scripts that share a transaction with the history. */
class PostgresqlScriptTest {

    private final ServerDatabase database = Servers.postgresql();

    private SchemaMigrations script(String... scripts) {
        var builder = database.migrations();
        for (int i = 0; i < scripts.length; i++) {
            builder.migration(Integer.toString(i + 1), scripts[i]);
        }
        return builder.build();
    }

    private void assertThatFails(String script, String message) {
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessage("Migration '1' failed at memory:1/up.sql:" + message
                        + "\nNothing of it was kept. Correct the script, or what it works on, and try again.");
        assertThat(database.count("schema_migrations_history")).isZero();
    }

    @Test
    void sends_every_byte_as_it_is_written() {
        String statement = "INSERT /* ? {fn now()} $1 */ INTO sent\n  SELECT query, '{d ''2026-01-01''} ? :x $$ \\ ü', "
                + "E'\\\\' /* {ts x} /* nested */ */, $tag$ ; ? $tag$, 1 ? 2\n  FROM pg_stat_activity WHERE pid = pg_backend_pid()";

        script("CREATE FUNCTION asked(int, int) RETURNS text LANGUAGE sql RETURN $1::text || '?' || $2::text;\n"
                + "CREATE OPERATOR ? (FUNCTION = asked, LEFTARG = int, RIGHTARG = int);\n"
                + "CREATE TABLE sent (a text, b text, c text, d text, e text);\n" + statement + ";\n").migrate();

        assertThat(database.query("SELECT a FROM sent")).containsExactly(statement);
        assertThat(database.query("SELECT b || '|' || c || '|' || d || '|' || e FROM sent"))
                .containsExactly("{d '2026-01-01'} ? :x $$ \\ ü|\\| ; ? |1?2");
    }

    @Test
    void takes_statements_apart_as_the_server_does() {
        script("CREATE TABLE t (a text);\nSET standard_conforming_strings = off;\nINSERT INTO t VALUES ('it\\'s; one');\n"
                + "CREATE RULE r AS ON DELETE TO t DO ALSO (INSERT INTO t VALUES ('1'); INSERT INTO t VALUES ('2'));\n"
                + "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES ('3'); INSERT INTO t VALUES ('4'); END;\nCALL p()",
                "INSERT INTO t VALUES ('\\')").migrate();

        assertThat(database.query("SELECT a FROM t")).containsExactly("it's; one", "3", "4", "\\");
    }

    @Test
    void runs_a_query_to_its_end() {
        script("CREATE TABLE t (a int); CREATE SEQUENCE s; SELECT nextval('s') FROM generate_series(1, 5000);"
                + "INSERT INTO t SELECT currval('s') RETURNING a").migrate();

        assertThat(database.query("SELECT a FROM t")).containsExactly("5000");
    }

    @Test
    void does_not_choke_on_answers_longer_than_the_buffers() {
        String rows = "SELECT repeat('x', 1000) FROM generate_series(1, 5000)";
        String insert = "INSERT INTO t VALUES ('" + "y".repeat(100_000) + "')";

        script("CREATE TABLE t (a text);" + rows + ";" + (insert + ";").repeat(50) + rows + ";" + insert).migrate();

        assertThat(database.count("t")).isEqualTo(51);
    }

    @Test
    void copies_the_data_in_the_script() {
        script("CREATE TABLE t (a int, b text);\nCOPY t (a, b) FROM stdin;\n1\tone; two\n2\t\\N\n3\ttab\\tä\n\\.\n"
                + "INSERT INTO t VALUES (4, 'four');\nCOPY t FROM STDIN WITH (FORMAT csv);\n5,\"five, ?\"\n\\.\n").migrate();

        assertThat(database.query("SELECT a || coalesce(b, '-') FROM t ORDER BY a")).containsExactly("1one; two", "2-",
                "3tab\tä", "4four", "5five, ?");
    }

    @Test
    void tells_the_line_of_the_data_that_fails() {
        assertThatFails("CREATE TABLE t (a int);\n\nCOPY t FROM stdin;\n1\nx\n\\.\nSELECT 1",
                "3:1: ERROR: invalid input syntax for type integer: \"x\"\n  Where: COPY t, line 2, column a: \"x\""
                        + " (SQL state 22P02)\n  COPY t FROM stdin");
    }

    @Test
    void tells_the_place_that_the_server_tells() {
        assertThatFails("CREATE TABLE ünd (a int);\n/* ü */ SELECT a,\n  bb FROM ünd;\nSELECT 1",
                "3:3: ERROR: column \"bb\" does not exist (SQL state 42703)\n  SELECT a, bb FROM ünd");
    }

    @Test
    void tells_detail_and_hint_of_a_statement_among_many() {
        String before = "SELECT 1;\n".repeat(300);

        assertThatFails(before + "CREATE TABLE t (a int PRIMARY KEY);\nINSERT INTO t VALUES (1), (1);\n" + before,
                "302:1: ERROR: duplicate key value violates unique constraint \"t_pkey\"\n  Detail: Key (a)=(1) already exists."
                        + " (SQL state 23505)\n  INSERT INTO t VALUES (1), (1)");
    }

    @Test
    void tells_of_a_constraint_that_fails_at_the_end() {
        assertThatThrownBy(script("CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t DEFERRABLE INITIALLY DEFERRED);"
                + "INSERT INTO t VALUES (1, 2)")::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith(
                        "Migration '1' failed at memory:1/up.sql: ERROR: insert or update on table \"t\" violates");
        assertThat(database.tables()).containsExactly("schema_migrations_history");
    }

    @Test
    void refuses_before_anything_runs_what_cannot_run_in_a_transaction() {
        String directive = "put '-- schema-migrations: transaction=none' at the head of the script";
        String refused = "PostgreSQL does not run this inside a transaction: " + directive;
        String itself = "the script begins or ends a transaction by itself, but runs in one already: remove the statement, or "
                + directive;
        for (String statement : new String[] { "CREATE INDEX CONCURRENTLY i ON t (a)",
                "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY i", "REINDEX TABLE CONCURRENTLY t",
                "REINDEX (CONCURRENTLY) INDEX i", "REINDEX SCHEMA public", "VACUUM t", "CREATE DATABASE d", "DROP DATABASE d",
                "CREATE TABLESPACE s LOCATION '/x'", "DROP TABLESPACE s", "ALTER SYSTEM SET work_mem = '1MB'", "CLUSTER",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY" }) {
            assertThatRefuses(statement, refused);
        }
        for (String statement : new String[] { "BEGIN", "START TRANSACTION", "COMMIT", "END", "ROLLBACK", "ABORT",
                "PREPARE TRANSACTION 'x'" }) {
            assertThatRefuses(statement, itself);
        }
        assertThat(database.tables()).isEmpty();
    }

    private void assertThatRefuses(String statement, String reason) {
        assertThatThrownBy(script("CREATE TABLE t (a int);\n" + statement)::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Set '<default>' was left as it is:\n  - memory:1/up.sql:2:1: " + reason + "\n      "
                        + statement);
    }

    @Test
    void refuses_what_would_give_up_the_lock() {
        String reason = "this gives up the lock that keeps other runners away: take it out of the script";

        assertThatRefuses("DISCARD ALL", reason);
        assertThatRefuses("SELECT pg_advisory_unlock_all()", reason);
        assertThatThrownBy(script("-- schema-migrations: transaction=none\nDISCARD ALL")::migrate).hasMessageContaining(reason);
    }

    @Test
    void runs_what_only_looks_as_if_it_could_not_run_in_a_transaction() {
        script("CREATE TABLE t (\"concurrently\" int PRIMARY KEY); CREATE INDEX i ON t (\"concurrently\");"
                + "SAVEPOINT s; INSERT INTO t VALUES (1); ROLLBACK TO s; RELEASE s; CLUSTER t USING i;"
                + "CREATE MATERIALIZED VIEW v AS SELECT * FROM t; CREATE UNIQUE INDEX u ON v (\"concurrently\");"
                + "REFRESH MATERIALIZED VIEW CONCURRENTLY v; CREATE TYPE e AS ENUM ('a'); PREPARE p AS SELECT 1; EXECUTE p",
                "ALTER TYPE e ADD VALUE 'b'; PREPARE p AS SELECT 2").migrate();

        assertThat(database.count("t")).isZero();
    }

    @Test
    void leaves_nothing_of_its_session_to_the_next_script_or_to_the_history() {
        database.execute("CREATE ROLE limited_" + database.name(), "CREATE SCHEMA other",
                "GRANT ALL ON SCHEMA other TO limited_" + database.name());

        script("SET search_path = other; SET TIME ZONE 'Asia/Tokyo'; SET standard_conforming_strings = off;"
                + "SET session_replication_role = replica; SET default_transaction_read_only = on;"
                + "SET ROLE limited_" + database.name() + "; CREATE TABLE mine (a int); CREATE TEMP TABLE brief (a int);"
                + "SET my.setting = 'x'; PREPARE p AS SELECT 1; DECLARE c CURSOR WITH HOLD FOR SELECT 1; LISTEN l;"
                + "SET statement_timeout = 1; SET SESSION AUTHORIZATION limited_" + database.name(),
                "CREATE TEMP TABLE brief (a int); PREPARE p AS SELECT 1; DECLARE c CURSOR WITH HOLD FOR SELECT 1;"
                        + "CREATE TABLE seen AS SELECT current_user::text, current_schema()::text, current_setting('TimeZone') AS z,"
                        + " current_setting('session_replication_role') AS r, current_setting('my.setting', true) AS m,"
                        + " current_setting('statement_timeout')")
                .migrate();

        assertThat(database.query("SELECT seen::text FROM seen"))
                .containsExactly(database.query("SELECT (SELECT row(current_user::text, current_schema()::text,"
                        + " current_setting('TimeZone'), 'origin', '', '0')::text)").get(0));
        assertThat(database.tables()).containsExactlyInAnyOrder("seen", "schema_migrations_history");
        assertThat(database.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'other'"))
                .containsExactly("mine");
    }

    @Test
    void keeps_what_the_pool_has_set_for_the_session() {
        database.execute("CREATE SCHEMA app");
        TestDatabase pooled = database.connectedWith("SET search_path = app");

        pooled.migrations().migration("1", "SET search_path = public; CREATE TABLE a (x int)")
                .migration("2", "CREATE TABLE b (x int)").build().migrate();

        assertThat(pooled.tables()).containsExactlyInAnyOrder("b", "schema_migrations_history");
        assertThat(database.tables()).containsExactly("a");
    }

    @Test
    void does_not_take_the_history_of_another_schema_on_the_search_path_for_its_own() {
        script("CREATE TABLE t (a int)").migrate();
        database.execute("CREATE SCHEMA app");
        ServerDatabase other = database.with("options=-csearch_path=app,public");

        assertThat(other.migrations().migration("1", "CREATE TABLE t (a int)").build().migrate().done()).hasSize(1);
        assertThat(other.migrations().migration("1", "CREATE TABLE t (a int)").build().migrate().done()).isEmpty();
        assertThat(other.tables()).containsExactlyInAnyOrder("t", "schema_migrations_history");
    }

    @Test
    void keeps_to_the_limits_of_the_settings_and_of_the_script() {
        SchemaMigrations limited = database.migrations().statementTimeout(Duration.ofMillis(200))
                .migration("1", "-- schema-migrations: statement-timeout=10S\nSELECT pg_sleep(0.5)")
                .migration("2", "SELECT 1;\nSELECT pg_sleep(5)").build();

        assertThatThrownBy(limited::migrate)
                .hasMessageContaining("'2' failed at memory:2/up.sql:2:1: ERROR: canceling statement"
                        + " due to statement timeout (SQL state 57014)");
    }

    @Test
    void waits_for_locks_of_the_database_no_longer_than_it_may() throws Exception {
        database.execute("CREATE TABLE t (a int)");
        try (var other = database.dataSource().getConnection(); var statement = other.createStatement()) {
            statement.execute("BEGIN; LOCK TABLE t");

            assertThatThrownBy(database.migrations().databaseLockTimeout(Duration.ofMillis(200))
                    .migration("1", "ALTER TABLE t ADD b int").build()::migrate)
                    .hasMessageContaining("ERROR: canceling statement due to lock timeout (SQL state 55P03)");
        }
    }
}
