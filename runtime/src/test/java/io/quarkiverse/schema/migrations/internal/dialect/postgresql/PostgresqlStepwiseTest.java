package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** What becomes of scripts that run statement by statement. */
class PostgresqlStepwiseTest {

    private static final String NONE = "-- schema-migrations: transaction=none\n";

    private final ServerDatabase database = Servers.postgresql();

    private SchemaMigrations script(String script) {
        return database.migrations().migration("1", NONE + script).build();
    }

    private String done() {
        return database
                .query("SELECT state || ' ' || statements_done || '/' || statements_total FROM schema_migrations_history")
                .get(0);
    }

    @Test
    void runs_what_no_transaction_can() {
        script("CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM t;\nREINDEX INDEX CONCURRENTLY i;\n"
                + "DROP INDEX CONCURRENTLY i;\nCOPY t FROM stdin;\n1\n2\n\\.\n").migrate();

        assertThat(database.count("t")).isEqualTo(2);
        assertThat(done()).isEqualTo("applied 6/6");
    }

    @Test
    void goes_on_at_the_statement_that_failed() {
        String before = "CREATE TABLE t (a int);\nSET my.value = 'set';\nINSERT INTO t VALUES (1);\n";

        assertThatThrownBy(script(before + "INSERT INTO nowhere VALUES (1)")::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessage("Migration '1' failed at memory:1/up.sql:5:13: ERROR: relation \"nowhere\" does not exist"
                        + " (SQL state 42P01)\n  INSERT INTO nowhere VALUES (1)\n"
                        + "The statements before it are done. Fix the script from that statement on and retry: the migration"
                        + " resumes there.");
        assertThat(done()).isEqualTo("failed 3/4");

        script(before + "CREATE TABLE u AS SELECT current_setting('my.value') AS v").migrate();

        assertThat(database.count("t")).isOne();
        assertThat(database.query("SELECT v FROM u")).containsExactly("set");
        assertThat(done()).isEqualTo("applied 4/4");
    }

    @Test
    void takes_a_section_of_its_own_for_one_step() {
        String script = "CREATE TABLE t (a int);\nBEGIN;\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (%s);\nCOMMIT;\n"
                + "BEGIN;\nINSERT INTO t VALUES (3);\nROLLBACK;\nBEGIN;\nINSERT INTO t VALUES (4);\nCOMMIT AND CHAIN;\n"
                + "INSERT INTO t VALUES (5);\nEND";

        assertThatThrownBy(script(script.formatted("'x'"))::migrate).hasMessageContaining("memory:1/up.sql:5:23: ERROR: ");
        assertThat(database.count("t")).isZero();
        assertThat(done()).startsWith("failed 1/");

        script(script.formatted("2")).migrate();

        assertThat(database.query("SELECT a FROM t ORDER BY a")).containsExactly("1", "2", "4", "5");
        assertThat(done()).isEqualTo("applied 13/13");
    }

    @Test
    void fires_deferred_triggers_as_whom_the_script_has_become() {
        String role = "deferring_" + database.name();
        database.execute("CREATE ROLE " + role, "GRANT ALL ON SCHEMA public TO " + role, "CREATE TABLE seen (who text)",
                "CREATE TABLE t (a int)", "GRANT ALL ON seen, t TO " + role,
                "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO seen SELECT session_user; RETURN NULL; END $$",
                "CREATE CONSTRAINT TRIGGER sees AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION see()");

        script("SET SESSION AUTHORIZATION " + role + ";\nINSERT INTO t VALUES (1);\nBEGIN;\nINSERT INTO t VALUES (2);\nCOMMIT")
                .migrate();

        assertThat(database.query("SELECT who FROM seen")).containsExactly(role, role);
    }

    @Test
    void tells_at_which_statement_a_deferred_constraint_fails() {
        database.execute("CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t DEFERRABLE INITIALLY DEFERRED)");

        assertThatThrownBy(script("SELECT 1;\nINSERT INTO t VALUES (1, 2);\nSELECT 1")::migrate)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:3:1: ERROR: insert or update on table \"t\"");
        assertThat(done()).isEqualTo("failed 1/3");
    }

    @Test
    void refuses_a_section_without_an_end() {
        assertThatThrownBy(script("BEGIN; CREATE TABLE t (a int)")::migrate)
                .hasMessageContaining("the script begins a transaction and does not commit it: add a COMMIT");
        assertThat(database.tables()).containsExactly("schema_migrations_history");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TEMP TABLE brief (a int) | INSERT INTO t SELECT a FROM BRIEF",
            "CREATE OR REPLACE TEMP VIEW brief AS SELECT 1 AS a | INSERT INTO t SELECT a FROM \"brief\"",
            "CREATE FUNCTION pg_temp.brief() RETURNS int LANGUAGE sql AS 'SELECT 1' | SELECT pg_temp.brief()",
            "SELECT 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 AS a INTO TEMPORARY brief | INSERT INTO t SELECT a FROM brief",
            "CREATE TEMP TABLE IF NOT EXISTS brief (a int) | CREATE TEMP TABLE IF NOT EXISTS brief (a int)",
            "PREPARE brief AS SELECT 1 | EXECUTE brief",
            "DECLARE brief CURSOR WITH HOLD FOR SELECT 1 | FETCH brief",
            "SELECT set_config('my.brief', (SELECT 'x'), false) | SELECT current_setting('my.brief')",
            "SELECT set_config('my.' || 'brief', 'x', false) | SELECT 1",
            "CREATE TEMP TABLE brief (a int); CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS"
                    + " 'BEGIN RETURN (SELECT count(*) FROM brief); END' | SELECT f()" })
    void refuses_to_go_on_without_what_the_old_session_had(String script) {
        String[] parts = ("CREATE TABLE t (a int);\n" + script).split(" \\| ");
        assertThatThrownBy(script(parts[0] + "; SELECT nothing")::migrate).isInstanceOf(MigrationFailedException.class);

        assertThatThrownBy(script(parts[0] + "; " + parts[1])::migrate).isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("what memory:1/up.sql:3:1 (" + parts[0].substring(24, 40))
                .hasMessageContaining("made for its session is gone, and ").hasMessageContaining(" may need it\n");
        assertThat(database.count("t")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TEMP TABLE brief (a int); INSERT INTO t SELECT a FROM brief; DROP TABLE brief | INSERT INTO t VALUES (7)",
            "CREATE TEMP TABLE brief (a int) | INSERT INTO t SELECT 7 AS briefly",
            "CREATE TEMP TABLE brief (a int) | CREATE TEMP TABLE pg_temp.Brief AS SELECT 7 AS a; INSERT INTO t SELECT a FROM brief",
            "PREPARE p AS SELECT 1; SELECT 1 | PREPARE P AS INSERT INTO t VALUES (7); EXECUTE p",
            "SELECT set_config('my.brief', (SELECT 'x'), false) | INSERT INTO t VALUES (7)",
            "CREATE TABLE temporary_readings (a int) | INSERT INTO temporary_readings VALUES (1); INSERT INTO t VALUES (7)" })
    void goes_on_without_what_nothing_left_needs(String script) {
        String[] parts = ("CREATE TABLE t (a int);\n" + script).split(" \\| ");
        assertThatThrownBy(script(parts[0] + "; SELECT nothing")::migrate).isInstanceOf(MigrationFailedException.class);

        script(parts[0] + "; " + parts[1]).migrate();

        assertThat(database.query("SELECT a FROM t")).containsExactly("7");
    }

    @Test
    void notes_its_progress_whoever_the_script_has_become() {
        String role = "limited_" + database.name();
        database.execute("CREATE ROLE " + role, "GRANT ALL ON SCHEMA public TO " + role);

        assertThatThrownBy(script("SET ROLE " + role + ";\nSET search_path = nowhere;\nCREATE TABLE public.t (a int);\n"
                + "SET default_transaction_read_only = on;\nSELECT 1;\nSELECT nothing")::migrate)
                .isInstanceOf(MigrationFailedException.class);

        assertThat(done()).isEqualTo("failed 5/6");
        assertThat(database.query("SELECT tableowner FROM pg_tables WHERE tablename = 't'")).containsExactly(role);
    }

    @Test
    void resumes_as_whom_the_script_has_become_and_notes_that_as_the_user_of_the_connection() {
        String role = "resuming_" + database.name();
        database.execute("CREATE ROLE " + role, "GRANT ALL ON SCHEMA public TO " + role);
        String before = "SET ROLE " + role + ";\nCREATE TABLE t (a int);\n";
        assertThatThrownBy(script(before + "SELECT nothing")::migrate).isInstanceOf(MigrationFailedException.class);

        script(before + "CREATE TABLE u (a int)").migrate();

        assertThat(done()).isEqualTo("applied 3/3");
        assertThat(database.query("SELECT tableowner FROM pg_tables WHERE tablename = 'u'")).containsExactly(role);
    }

    @Test
    void writes_nothing_when_the_lock_is_gone() {
        SchemaMigrations migrations = script("CREATE TABLE t (a int);\nSELECT pg_advisory_unlock((classid::bigint << 32)"
                + " | objid::bigint) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid();\nCREATE TABLE u (a int)");

        assertThatThrownBy(migrations::migrate).hasMessageContaining("the session has lost its lock");
        assertThat(database.tables()).doesNotContain("u");
        assertThat(done()).isEqualTo("in progress 1/3");
        assertThat(migrations.status().idsIn(MigrationState.INTERRUPTED)).isEqualTo(List.of(MigrationId.of("1")));
    }

    /** Begins a script in the background, and ends its session when the server waits, after something was done. */
    private void interrupt(String script, Interruption meanwhile) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<RunReport> run = thread.submit(() -> script(script).migrate());
        thread.shutdown();
        meanwhile.run();
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type IN ('Lock', 'Timeout')");
        assertThatThrownBy(run::get).hasMessageContaining("57P01");
    }

    @FunctionalInterface
    private interface Interruption {
        void run() throws Exception;
    }

    private void await(String query) throws InterruptedException {
        for (int i = 0; i < 400 && database.query(query).isEmpty(); i++) {
            Thread.sleep(25);
        }
    }

    private void awaitWaiter() throws InterruptedException {
        await("SELECT 1 FROM pg_locks WHERE NOT granted");
    }

    @Test
    void builds_an_index_anew_that_was_left_unfinished() throws Exception {
        database.execute("CREATE TABLE t (a int)");
        try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
            statement.execute("BEGIN; INSERT INTO t VALUES (1)");
            interrupt("SELECT 1;\nCREATE INDEX CONCURRENTLY i ON t (a)", this::awaitWaiter);
            statement.execute("COMMIT");
        }
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).containsExactly("f");

        script("SELECT 1;\nCREATE INDEX CONCURRENTLY i ON t (a)").migrate();

        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")).containsExactly("t");
    }

    @Test
    void sees_in_the_catalog_that_an_index_was_finished() throws Exception {
        database.execute("CREATE TABLE t (a int)");
        String script = "SET search_path = public;\nCREATE UNIQUE INDEX CONCURRENTLY \"I\" ON t (a);\nCREATE TABLE u (a int)";
        try (Connection table = database.dataSource().getConnection();
                Connection row = database.dataSource().getConnection();
                Statement onTable = table.createStatement();
                Statement onRow = row.createStatement()) {
            onTable.execute("BEGIN; INSERT INTO t VALUES (1)");
            interrupt(script, () -> {
                awaitWaiter();
                onRow.execute("BEGIN; SELECT * FROM schema_migrations_history FOR UPDATE");
                onTable.execute("COMMIT");
                await("SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('\"I\"') AND indisvalid");
                awaitWaiter();
            });
            onRow.execute("COMMIT");
        }
        assertThat(done()).isEqualTo("in progress 1/3");

        script(script).migrate();

        assertThat(done()).isEqualTo("applied 3/3");
    }

    @Test
    void does_not_guess_what_became_of_a_procedure() throws Exception {
        database.execute("CREATE TABLE t (a int)",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (1); COMMIT; PERFORM pg_sleep(30); END'");

        interrupt("SELECT 1;\nCALL p()", () -> await("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"));

        assertThatThrownBy(script("SELECT 1;\nCALL p()")::migrate).isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("the database does not tell whether memory:1/up.sql:3:1 (CALL p()) took effect");
        assertThat(database.count("t")).isOne();
    }

    @Test
    void runs_alone_what_only_the_server_knows_to_need_that() {
        database.execute("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (9)",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO parts VALUES (1); COMMIT; INSERT INTO parts VALUES (2);"
                        + " COMMIT; END'");

        script("REINDEX TABLE parts;\nCLUSTER parts USING parts_pkey;\nDO 'BEGIN INSERT INTO parts VALUES (3); COMMIT; END';\n"
                + "CALL p();\nDO 'BEGIN INSERT INTO parts VALUES (4); END';\nCOPY (SELECT 1) TO STDOUT").migrate();

        assertThat(database.query("SELECT id FROM parts ORDER BY id")).containsExactly("1", "2", "3", "4");
        assertThat(done()).isEqualTo("applied 6/6");
    }

    @Test
    void copies_out_in_a_down_script() {
        SchemaMigrations migrations = database.migrations().migration("1", NONE + "CREATE TABLE t (a int)",
                NONE + "COPY (SELECT 1) TO STDOUT;\nBEGIN;\nCOPY t TO STDOUT;\nDROP TABLE t;\nCOMMIT").build();
        migrations.migrate();

        migrations.rollback();

        assertThat(database.tables()).containsExactly("schema_migrations_history");
    }

    @Test
    void resumes_at_a_procedure_that_failed_before_it_committed_anything() {
        database.execute("CREATE TABLE t (a int)");
        String script = "SELECT 1;\nDO 'BEGIN INSERT INTO t VALUES (1); %s COMMIT; END'";

        assertThatThrownBy(script(script.formatted("PERFORM 1 / 0;"))::migrate).hasMessageContaining("22012")
                .hasMessageContaining("the migration resumes there");
        assertThat(done()).isEqualTo("failed 1/2");

        script(script.formatted("")).migrate();
        assertThat(database.count("t")).isOne();
    }

    @Test
    void does_not_run_a_procedure_again_that_may_have_committed_before_it_failed() {
        database.execute("CREATE TABLE t (a int)",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO t VALUES (1); COMMIT; PERFORM 1 / 0; END'");

        assertThatThrownBy(script("SELECT 1;\nCALL p()")::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("memory:1/up.sql:3:1: ERROR: division by zero")
                .hasMessageContaining("The failed statement may have committed a part of its work.")
                .hasMessageContaining("resolve(\"1\", APPLIED)");
        assertThat(done()).isEqualTo("in progress 1/2");

        assertThatThrownBy(script("SELECT 1;\nCALL p()")::migrate).isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("the database does not tell whether memory:1/up.sql:3:1 (CALL p()) took effect");
        assertThat(database.count("t")).isOne();
    }

    @Test
    void makes_and_drops_a_subscription() {
        String other = database.name() + "_publisher";
        script("CREATE SUBSCRIPTION " + other + " CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false);\n"
                + "ALTER SUBSCRIPTION " + other + " SET (slot_name = NONE);\nDROP SUBSCRIPTION " + other).migrate();
        assertThat(done()).isEqualTo("applied 3/3");

        SchemaMigrations migrations = database.migrations().migration("1", "SELECT 1")
                .migration("2", NONE + "CREATE SUBSCRIPTION " + other + " CONNECTION 'dbname=nowhere host=127.0.0.1 port=1'"
                        + " PUBLICATION p")
                .policies(Policies.DEFAULT.with(Policies.Modified.WARN))
                .build();
        assertThatThrownBy(migrations::migrate).hasMessageContaining("could not connect to the publisher");
    }

    @ParameterizedTest
    @ValueSource(strings = { "SET DateStyle = 'German'", "SET SESSION datestyle TO postgres, dmy",
            "SET client_encoding = 'LATIN1'",
            "SET NAMES 'SQL_ASCII'", "SELECT pg_catalog.set_config('DateStyle', 'SQL, DMY', false)",
            "SET client_encoding TO win1252" })
    void refuses_settings_at_which_the_driver_closes_the_connection(String setting) {
        assertThatThrownBy(script("CREATE TABLE t (a int);\n" + setting)::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessage(
                        "Migration refused, nothing was changed:\n  - memory:1/up.sql:3:1: PostgreSQL's JDBC driver closes its"
                                + " connection when a session has another DateStyle than ISO or another client_encoding than UTF8: take it"
                                + " out of the script; scripts are UTF-8, and ISO dates mean the same in every DateStyle\n      "
                                + setting);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void sets_what_the_driver_bears() {
        script("SET DateStyle = 'ISO, DMY';\nSET datestyle = dmy;\nSET client_encoding = 'UTF8';\nSET NAMES 'utf-8';\n"
                + "SET client_encoding TO unicode;\nSET client_encoding TO DEFAULT;\nRESET DateStyle").migrate();

        assertThat(done()).isEqualTo("applied 7/7");
    }

    @Test
    void says_that_the_driver_has_closed_the_connection_because_of_a_setting() {
        assertThatThrownBy(script("SELECT 1;\nDO 'BEGIN SET DateStyle = German; END'")::migrate)
                .hasMessageContaining("JDBC driver requires DateStyle to begin with ISO")
                .hasMessageContaining(
                        "the JDBC driver has closed the connection because of this, and would do so again: take it"
                                + " out of the script");
    }
}
