package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.databases.NarrowProxy;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.report.MigrationState;

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
                        + "\nThe migration was rolled back. Fix the script and retry.");
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
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void reads_what_any_statement_makes_the_server_say() throws Exception {
        try (NarrowProxy proxy = NarrowProxy.to(database)) {
            assertThatReadsWhatTheServerSays(proxy.through(database));
        }
    }

    private void assertThatReadsWhatTheServerSays(ServerDatabase narrow) {
        String say = "LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..20000 LOOP RAISE NOTICE '%', repeat('x', 1000); END LOOP; RETURN "
                + "NULL; END $$;";
        String small = ("INSERT INTO t VALUES ('" + "y".repeat(1000) + "');\n").repeat(1000);
        String large = ("INSERT INTO t VALUES ('" + "z".repeat(100_000) + "');\n").repeat(10);

        narrow.migrations().migration("1", "CREATE TABLE t (a text);\nCREATE FUNCTION say() RETURNS trigger " + say
                + "CREATE TRIGGER says AFTER INSERT ON t FOR EACH ROW WHEN (NEW.a = 'say') EXECUTE FUNCTION say();\n"
                + "INSERT INTO t VALUES ('say');\n" + small + "INSERT INTO t VALUES ('say');\n" + large)
                .migration("2", "CREATE FUNCTION tell() RETURNS event_trigger " + say.replace("RETURN NULL;", "")
                        + "CREATE EVENT TRIGGER tells ON ddl_command_end EXECUTE FUNCTION tell();\nCREATE TABLE u (a int);\n"
                        + small + "DROP EVENT TRIGGER tells;\n")
                .migration("3",
                        "INSERT INTO t SELECT 'r' FROM generate_series(1, 20000) RETURNING repeat('x', 1000);\n" + large)
                .migration("4", "CREATE CONSTRAINT TRIGGER later AFTER INSERT ON u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                        + " EXECUTE FUNCTION say();\nINSERT INTO u VALUES (1);\n" + large)
                .build().migrate();

        assertThat(database.count("t")).isEqualTo(2 + 2000 + 30 + 20_000);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void reads_what_triggers_say_while_data_are_copied() {
        String data = ("y".repeat(100) + "\n").repeat(20_000);

        database.with("receiveBufferSize=65536&sendBufferSize=65536").migrations()
                .migration("1", "CREATE TABLE t (a text);\nCREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE NOTICE '%', repeat('x', 2000); RETURN NEW; END $$;\n"
                        + "CREATE TRIGGER says BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION say();\n"
                        + "COPY t FROM stdin;\n" + data + "\\.\n")
                .build().migrate();

        assertThat(database.count("t")).isEqualTo(20_000);
    }

    @Test
    void fires_deferred_triggers_in_the_session_that_the_script_has_set_up() {
        String role = "deferring_" + database.name();
        database.execute("CREATE ROLE " + role, "CREATE SCHEMA app", "GRANT ALL ON SCHEMA app TO " + role);

        script("CREATE TABLE app.seen (who text, path text, zone text); CREATE TABLE app.t (a int);"
                + "GRANT ALL ON app.seen, app.t TO " + role + ";"
                + "CREATE FUNCTION app.see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen"
                + " SELECT current_user, current_setting('search_path'), current_setting('TimeZone'); RETURN NULL; END $$;"
                + "CREATE CONSTRAINT TRIGGER sees AFTER INSERT ON app.t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                + " EXECUTE FUNCTION app.see();"
                + "SET search_path = app; SET TIME ZONE 'Asia/Tokyo'; SET ROLE " + role + "; INSERT INTO t VALUES (1)")
                .migrate();

        assertThat(database.query("SELECT who || '|' || path || '|' || zone FROM app.seen"))
                .containsExactly(role + "|app|Asia/Tokyo");
    }

    @ParameterizedTest
    @ValueSource(strings = { "extended", "simple", "extendedForPrepared", "extendedCacheEverything" })
    void works_in_every_mode_of_the_driver(String mode) {
        for (String savepoints : List.of("always", "conservative", "never")) {
            ServerDatabase there = database.with("preferQueryMode=" + mode + "&autosave=" + savepoints);
            SchemaMigrations migrations = there.migrations().set(savepoints).historyTable("history_" + savepoints)
                    .migration("1", "CREATE TABLE t (a int);\nSELECT * FROM generate_series(1, 5000);\n"
                            + "INSERT INTO t VALUES (1) RETURNING a;\nSELECT 1;\nDROP TABLE t;\n"
                            + "SELECT 1;\n".repeat(600))
                    .migration("2", "SELECT 1;\nSELECT 1 / 0;\nSELECT 1").build();

            assertThatThrownBy(migrations::migrate)
                    .hasMessageContaining("'2' failed at memory:2/up.sql:2:1: ERROR: division by zero");
            assertThat(database.query("SELECT id FROM history_" + savepoints)).containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "url", "database", "role", "pool" })
    void takes_strings_apart_as_the_session_says(String by) {
        String off = "standard_conforming_strings = off";
        TestDatabase there = database;
        switch (by) {
            case "database" -> database.execute("ALTER DATABASE " + database.name() + " SET " + off);
            case "role" -> {
                String role = "escaping_" + database.name();
                database.execute("CREATE ROLE " + role + " SUPERUSER LOGIN PASSWORD 'secret'",
                        "ALTER ROLE " + role + " SET " + off);
                there = database.as(role, "secret");
            }
            case "pool" -> there = database.connectedWith("SET " + off);
            default -> there = database.with("options=-cstandard_conforming_strings=off");
        }
        String insert = "INSERT INTO t VALUES ('it\\'s; one');\n";
        String standard = "INSERT INTO t VALUES ('\\');\n";
        String up = "CREATE TABLE t (a text);\n" + insert + "SET standard_conforming_strings = on;\n" + standard
                + "SET LOCAL standard_conforming_strings TO 'off';\n" + insert
                + "SAVEPOINT s; SET standard_conforming_strings = 1;\n"
                + standard + "ROLLBACK TO SAVEPOINT s;\n" + insert
                + "SELECT set_config('standard_conforming_strings', 'on', false);\n"
                + standard;

        there.migrations().migration("1", up)
                .migration("2", insert + (by.equals("pool") ? ""
                        : "SET standard_conforming_strings = on;\n" + standard
                                + "SET SESSION standard_conforming_strings TO DEFAULT;\n" + insert
                                + "SET standard_conforming_strings = on;\nRESET standard_conforming_strings;\n" + insert))
                .build().migrate();
        assertThat(database.query("SELECT a FROM t WHERE a NOT IN ('it''s; one', E'\\\\')")).isEmpty();
        assertThat(database.count("t")).isEqualTo(by.equals("pool") ? 6 : 9);

        there.migrations().set("stepwise").migration("1", "-- schema-migrations: transaction=none\n" + insert
                + "BEGIN;\nSET standard_conforming_strings = on;\n" + standard + "ROLLBACK;\n" + insert
                + "BEGIN;\nSET LOCAL standard_conforming_strings = on;\n" + standard + "COMMIT;\n" + insert
                + "SET LOCAL standard_conforming_strings = on;\n" + insert
                + "BEGIN;\nSET standard_conforming_strings = on;\n" + standard + "COMMIT;\n" + standard).build().migrate();
        assertThat(database.query("SELECT a FROM t WHERE a NOT IN ('it''s; one', E'\\\\')")).isEmpty();
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
        for (String statement : new String[] { "CREATE INDEX CONCURRENTLY i ON t (a)",
                "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY i", "REINDEX TABLE CONCURRENTLY t",
                "REINDEX (CONCURRENTLY) INDEX i", "REINDEX SCHEMA public", "VACUUM t", "CREATE DATABASE d", "DROP DATABASE d",
                "CREATE TABLESPACE s LOCATION '/x'", "DROP TABLESPACE s", "ALTER SYSTEM SET work_mem = '1MB'", "CLUSTER",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY" }) {
            assertThatRefuses(statement, refused);
        }
        for (String statement : new String[] { "BEGIN", "START TRANSACTION" }) {
            assertThatRefusesInOneLine(statement, "begins a transaction in line 2");
        }
        for (String statement : new String[] { "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE TRANSACTION 'x'" }) {
            assertThatRefusesInOneLine(statement, "ends a transaction in line 2");
        }
        assertThat(database.tables()).isEmpty();
    }

    private void assertThatRefuses(String statement, String reason) {
        assertThatThrownBy(script("CREATE TABLE t (a int);\n" + statement)::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Migration refused, nothing was changed:\n  - memory:1/up.sql:2:1: " + reason + "\n      "
                        + statement);
    }

    private void assertThatRefusesInOneLine(String statement, String what) {
        assertThatThrownBy(script("CREATE TABLE t (a int);\n" + statement)::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Migration refused, nothing was changed:\n  - memory:1/up.sql:2:1: the script " + what
                        + ", but runs in one already: remove the statement");
    }

    @Test
    void refuses_what_would_give_up_the_lock() {
        String reason = "this releases the lock that keeps other processes out: take it out of the script";

        assertThatRefuses("DISCARD ALL", reason);
        assertThatRefuses("SELECT pg_advisory_unlock_all()", reason);
        assertThatRefuses("SELECT pg_catalog.\"pg_advisory_unlock_all\"()", reason);
        assertThatRefuses("CREATE TABLE u AS SELECT pg_advisory_unlock_all()", reason);
        assertThatRefuses("DO $do$ BEGIN /* all */ PERFORM pg_advisory_unlock_all(); END $do$", reason);
        assertThatRefuses("DO 'BEGIN PERFORM pg_advisory_unlock_all(); END'", reason);
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

    @Test
    void runs_what_only_looks_as_if_it_gave_up_the_lock_or_ran_outside_of_transactions() {
        script("SELECT 'pg_advisory_unlock_all()' /* pg_advisory_unlock_all() */; -- pg_advisory_unlock_all()\n"
                + "REVOKE EXECUTE ON FUNCTION pg_advisory_unlock_all() FROM public;\n"
                + "CREATE FUNCTION free() RETURNS void LANGUAGE sql RETURN pg_advisory_unlock_all();\n"
                + "DO $$ BEGIN RAISE NOTICE 'pg_advisory_unlock_all'; -- pg_advisory_unlock_all()\nEND $$;\n"
                + "CREATE TABLE system (schema int PRIMARY KEY); REINDEX TABLE system; REINDEX (VERBOSE) TABLE system;"
                + "REINDEX (CONCURRENTLY FALSE) TABLE system").migrate();

        assertThat(database.tables()).contains("system");
    }

    @Test
    void copies_out_and_drops_the_rows_of_copy_to_stdout() {
        SchemaMigrations migrations = database.migrations()
                .migration("1",
                        "CREATE TABLE t (a int);\nCOPY (SELECT repeat('x', 1000) FROM generate_series(1, 5000)) TO STDOUT;\n"
                                + "INSERT INTO t VALUES (1);\nCOPY t FROM stdin;\n2\n\\.\nCOPY t (a) TO STDIN WITH (FORMAT csv)",
                        "COPY (SELECT 1) TO STDOUT; DROP TABLE t; COPY (SELECT 1) TO STDOUT")
                .build();

        migrations.migrate();
        assertThat(database.count("t")).isEqualTo(2);
        assertThat(database.query("SELECT state FROM schema_migrations_history")).containsExactly("applied");

        migrations.rollback();
        assertThat(database.tables()).containsExactly("schema_migrations_history");
        assertThat(migrations.status().idsIn(MigrationState.ROLLED_BACK)).hasSize(1);
    }

    @Test
    void reports_what_fails_while_it_is_copied_out() {
        assertThatFails("SELECT 1;\nCOPY (SELECT 1 / (g - 3000) FROM generate_series(1, 5000) g) TO STDOUT;\nSELECT 1",
                "2:1: ERROR: division by zero (SQL state 22012)\n  COPY (SELECT 1 / (g - 3000) FROM generate_series(1, 5000) g)"
                        + " TO STDOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = { "REINDEX TABLE parts | 25001", "CLUSTER parts USING parts_pkey | 25001",
            "DO 'BEGIN COMMIT; END' | 2D000", "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p | 25001",
            "CALL p() | 2D000" })
    void names_the_directive_where_only_the_server_knows_that_it_is_needed(String statement) {
        String[] parts = statement.split(" \\| ");
        database.execute("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN COMMIT; END'");

        assertThatThrownBy(script("CREATE TABLE t (a int);\n" + parts[0])::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:2:1: ")
                .hasMessageEndingWith("(SQL state " + parts[1] + ")\n  " + parts[0]
                        + "\nThe migration was rolled back. The database does"
                        + " not run this inside a transaction: put '-- schema-migrations: transaction=none' at the head of the"
                        + " script and retry.");
        assertThat(database.tables()).doesNotContain("t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;", "SET my.setting = 'x'; SET TRANSACTION ISOLATION"
            + " LEVEL SERIALIZABLE, READ WRITE; SET LOCAL TRANSACTION DEFERRABLE;",
            "RESET ALL; BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;" })
    void lets_a_script_say_at_its_head_how_its_transaction_runs(String head) {
        script(head + "CREATE TABLE t AS SELECT current_setting('transaction_isolation') AS level"
                + (head.contains("BEGIN") ? "; COMMIT" : "")).migrate();

        assertThat(database.query("SELECT level FROM t")).containsExactly("serializable");
        assertThat(database.query("SELECT state FROM schema_migrations_history")).containsExactly("applied");
    }

    @Test
    void does_not_ask_for_the_directive_when_the_transaction_is_set_up_too_late() {
        assertThatFails("SELECT 1;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "2:1: ERROR: SET TRANSACTION ISOLATION LEVEL must be called before any query (SQL state 25001)\n"
                        + "  SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    }

    @Test
    void takes_settings_around_a_script_that_is_one_transaction() {
        database.execute("CREATE SCHEMA other");

        script("SET search_path = other;\nSELECT pg_catalog.set_config('my.setting', 'x', false);\nBEGIN WORK;\n"
                + "CREATE TABLE t AS SELECT current_setting('my.setting') AS s;\nCOMMIT AND NO CHAIN;\nRESET search_path;",
                "START TRANSACTION; COPY other.t FROM stdin;\ny\n\\.\nCOMMIT WORK").migrate();

        assertThat(database.query("SELECT s FROM other.t")).containsExactly("x", "y");
        assertThat(database.query("SELECT state || ' ' || statements_done || '/' || statements_total"
                + " FROM schema_migrations_history ORDER BY id")).containsExactly("applied 4/4", "applied 1/1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "BEGIN ISOLATION LEVEL SERIALIZABLE", "BEGIN READ ONLY", "START TRANSACTION READ WRITE",
            "BEGIN TRANSACTION DEFERRABLE" })
    void does_not_lose_the_modes_of_a_transaction_in_silence(String begin) {
        assertThatThrownBy(script("\n" + begin + ";\nCREATE TABLE t (a int);\nCOMMIT")::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessage(
                        "Migration refused, nothing was changed:\n  - memory:1/up.sql:2:1: the script is one transaction, but runs"
                                + " in one already, and would lose what its BEGIN asks for: write that in a statement of its own behind"
                                + " BEGIN, for example SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, or put '-- schema-migrations:"
                                + " transaction=none' at the head of the script");
    }

    @Test
    void does_not_ask_for_the_directive_where_the_script_would_fail_all_the_same() {
        assertThatThrownBy(script("BEGIN;\nCREATE INDEX CONCURRENTLY i ON t (a);\nCOMMIT")::migrate)
                .hasMessage(
                        "Migration refused, nothing was changed:\n  - memory:1/up.sql:2:1: PostgreSQL does not run this inside a"
                                + " transaction, and the script begins one in line 1: put it into a migration of its own with"
                                + " '-- schema-migrations: transaction=none' at the head of its script\n"
                                + "      CREATE INDEX CONCURRENTLY i ON t (a)");
    }

    @Test
    void lists_all_commands_of_the_shell() {
        assertThatThrownBy(
                script("\\set ON_ERROR_STOP 1\nBEGIN;\nSELECT 1 AS a \\gset\n\\i other.sql\nCOMMIT;\n\\echo done")::migrate)
                .isInstanceOfSatisfying(UnsuitableScriptException.class,
                        refusal -> assertThat(refusal.problems()).extracting(Object::toString).allMatch(
                                problem -> problem.contains("is a command of psql and no SQL; take it out of the script"))
                                .extracting(problem -> problem.replaceAll("(?s).*sql:(\\d+:\\d+).*?(\\\\\\w+).*", "$1 $2"))
                                .containsExactly("1:1 \\set", "3:15 \\gset", "4:1 \\i", "6:1 \\echo"));
    }

    @Test
    void refuses_a_script_that_would_drop_the_schema_of_the_history() {
        String message = "this would drop the history table public.schema_migrations_history with 'public', which holds it:"
                + " drop the objects that you mean by their names, or keep the history table elsewhere (history-table)";

        assertThatRefuses("DROP SCHEMA public CASCADE", message);
        assertThatRefuses("DROP SCHEMA IF EXISTS other, \"public\" CASCADE", message);
        assertThatRefuses("DROP SCHEMA PUBLIC", message);
        assertThatRefuses("DROP TABLE Public.Schema_Migrations_History",
                "this would drop the history table public.schema_migrations_history: take it out of the script");
        database.execute("CREATE SCHEMA other", "CREATE TABLE other.schema_migrations_history (a int)");
        script("DROP TABLE other.schema_migrations_history; DROP SCHEMA other CASCADE; DROP SCHEMA IF EXISTS \"PUBLIC\"")
                .migrate();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-- schema-migrations: transaction=none\n" })
    void says_that_a_script_has_dropped_the_history(String directive) {
        assertThatThrownBy(script(directive + "CREATE TABLE t (a int);\nDO 'BEGIN DROP SCHEMA public CASCADE; END'")::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("relation \"public.schema_migrations_history\" does not exist (SQL state 42P01)")
                .hasMessageMatching(
                        "(?s).*The script dropped the history table, or its schema.*");
        assertThat(database.tables()).contains("schema_migrations_history");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ALTER TABLE schema_migrations_history RENAME TO x | rename",
            "ALTER TABLE IF EXISTS ONLY public.\"schema_migrations_history\" RENAME TO x | rename",
            "ALTER TABLE schema_migrations_history SET SCHEMA other | move",
            "TRUNCATE ONLY schema_migrations_history | truncate" })
    void refuses_a_script_that_would_take_the_history_away(String statement) {
        String[] parts = statement.split(" \\| ");
        assertThatRefuses(parts[0], "this would " + parts[1] + " the history table public.schema_migrations_history:"
                + " take it out of the script");
        script("CREATE SCHEMA other; CREATE TABLE t (a int); ALTER TABLE t RENAME TO u; ALTER TABLE u SET SCHEMA other;"
                + "ALTER TABLE schema_migrations_history OWNER TO CURRENT_USER;"
                + "ALTER TABLE schema_migrations_history RENAME CONSTRAINT schema_migrations_history_pkey TO history_key")
                .migrate();
    }

    @Test
    void knows_the_history_by_a_name_that_has_quotes() {
        SchemaMigrations migrations = database.migrations().historyTable("\"His\"\"tory, x\"")
                .migration("1", "DROP TABLE IF EXISTS a, \"His\"\"tory, x\"").build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("this would drop the history table public.His\"tory, x: take it out of the script");
    }

    /** As they do at its COMMIT where it runs as it stands. */
    @ParameterizedTest
    @ValueSource(strings = { "", "-- schema-migrations: transaction=none\n" })
    void fires_deferred_triggers_where_the_script_commits_and_not_behind_it(String directive) {
        database.execute("CREATE TABLE t (a int)", "CREATE TABLE seen (setting text)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.a < 0 THEN RAISE ''negative''; END IF;"
                        + " INSERT INTO seen VALUES (current_setting(''my.setting'')); RETURN NULL; END'",
                "CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION f()");
        String script = directive + "BEGIN;\nSET my.setting = 'inside';\nINSERT INTO t VALUES (%s);\nCOMMIT;\n"
                + "SET my.setting = 'behind';";

        SchemaMigrations migrations = database.migrations()
                .migration("1", String.format(script, 1), String.format(script, 2)).build();
        migrations.migrate();
        database.migrations().build().rollback(Target.all());

        assertThat(database.query("SELECT setting FROM seen")).containsExactly("inside", "inside");
        assertThatThrownBy(script(String.format(script, -1))::migrate)
                .hasMessageContaining("Migration '1' failed at memory:1/up.sql:" + (directive.isEmpty() ? 4 : 5)
                        + ":1: ERROR: negative")
                .hasMessageContaining("\n  COMMIT\n");
        assertThat(database.count("t")).isEqualTo(2);
    }

    /** Backslashes escape, the script is one transaction of a kind of its own, and its data stand in it. */
    @Test
    void replaces_placeholders_in_strings_and_data_of_a_script_that_is_one_transaction() {
        database.execute("ALTER DATABASE " + database.name() + " SET standard_conforming_strings = off");
        String begin = "BEGIN;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n";
        String rows = "INSERT INTO t VALUES ('it\\'s; ${x}');\nCOPY t (a, b) FROM STDIN;\n${x}\tb\n\\.\n"
                + "INSERT INTO t VALUES ('\\\\');\n";
        SchemaMigrations migrations = database.migrations().placeholder("x", "a;b")
                .migration("1", begin + "CREATE TABLE t (a text, b text DEFAULT 'c');\n" + rows + "COMMIT;\n",
                        begin + rows + "DROP TABLE t;\nCOMMIT;\n")
                .build();

        migrations.migrate();
        assertThat(database.query("SELECT a || b FROM t")).containsExactlyInAnyOrder("it's; a;bc", "a;bb", "\\c");

        migrations.redo();
        assertThat(database.count("t")).isEqualTo(3);
        database.migrations().build().rollback(Target.all());
        assertThat(database.tables()).containsExactly("schema_migrations_history");
    }
}
