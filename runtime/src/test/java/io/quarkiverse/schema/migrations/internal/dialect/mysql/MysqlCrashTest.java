package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** What a run makes of statements of which the history does not know the end, on databases without transactional DDL. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlCrashTest extends MysqlScriptRuns {

    /**
     * Another transaction keeps the history's row while a definition runs, so that neither its end is noted nor the failure.
     */
    @Test
    void does_not_run_a_definition_again_whose_end_could_not_be_noted() throws Exception {
        String text = "CREATE TABLE shop AS SELECT SLEEP(1) AS slept;\nCREATE TABLE item (id INT)";
        SchemaMigrations migrations = database.migrations().databaseLockTimeout(Duration.ofSeconds(1)).migration("1", text)
                .build();
        try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> migrations.migrate());
            thread.shutdown();
            await("SELECT id FROM information_schema.processlist WHERE db = database() AND state = 'User sleep'");
            statement.execute("SELECT id FROM schema_migrations_history FOR UPDATE");

            assertThatThrownBy(run::get).hasMessageContaining("Lock wait timeout exceeded");
            other.rollback();
        }
        assertThat(progress()).containsExactly("in progress 0/2 begun");

        assertThat(migrations.migrate().done()).hasSize(1);
        assertThat(progress()).containsExactly("applied 2/2 not begun");
        assertThat(database.tables()).contains("shop", "item");
    }

    /** The note that the next one begins, which tells of its end as well, finds the history's row taken for too long. */
    @Test
    void notes_that_a_definition_is_done_where_the_next_one_cannot_begin() throws Exception {
        String text = "CREATE TABLE shop AS SELECT SLEEP(1) AS slept;\nCREATE TABLE item (id INT)";
        SchemaMigrations migrations = database.migrations().databaseLockTimeout(Duration.ofSeconds(2)).migration("1", text)
                .build();
        try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> migrations.migrate());
            thread.shutdown();
            await("SELECT id FROM information_schema.processlist WHERE db = database() AND state = 'User sleep'");
            statement.execute("SELECT id FROM schema_migrations_history FOR UPDATE");
            await("SELECT id FROM information_schema.processlist WHERE db = database()"
                    + " AND info LIKE 'UPDATE%schema_migrations_history%'");
            Thread.sleep(3000); // it has given up, and what comes instead has not
            other.rollback();

            assertThatThrownBy(run::get).hasMessageContaining("Lock wait timeout exceeded");
        }
        assertThat(progress()).containsExactly("failed 1/2 not begun");

        assertThat(migrations.migrate().done()).hasSize(1);
        assertThat(progress()).containsExactly("applied 2/2 not begun");
    }

    @Test
    void looks_at_a_view_that_has_lost_its_table() {
        script("CREATE TABLE shop (a INT);\nCREATE VIEW seen AS SELECT a FROM shop;\nDROP TABLE shop;\n"
                + "CREATE OR REPLACE VIEW seen AS SELECT 1 AS a").migrate();

        assertThat(progress()).containsExactly("applied 4/4 not begun");
    }

    /** The statement waits for a table that another transaction uses, and its connection is ended while it does. */
    private void interruptAt(String statement) throws Exception {
        try (Connection other = database.dataSource().getConnection(); Statement blocker = other.createStatement()) {
            other.setAutoCommit(false);
            blocker.execute("SELECT * FROM shop");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> script(statement).migrate());
            thread.shutdown();
            String id = await("SELECT id FROM information_schema.processlist WHERE db = database()"
                    + " AND state LIKE 'Waiting for table metadata lock'");
            database.execute("KILL " + id);
            assertThatThrownBy(run::get).isInstanceOf(ExecutionException.class);
            // the server closes the connection first, and would still run the statement if it were free to
            await("SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM information_schema.processlist WHERE id = " + id + ")");
            other.rollback();
        }
    }

    @Test
    void runs_a_statement_again_that_the_catalog_shows_not_to_be_done() throws Exception {
        database.execute("CREATE TABLE shop (a INT)");
        interruptAt("CREATE TABLE item (id INT); ALTER TABLE shop ADD UNIQUE (a)");
        assertThat(progress()).containsExactly("in progress 1/2 begun");
        SchemaMigrations again = script("CREATE TABLE item (id INT); ALTER TABLE shop ADD UNIQUE (a)");
        assertThat(again.status().idsIn(MigrationState.INTERRUPTED)).containsExactly(MigrationId.of("1"));

        assertThat(again.migrate().done()).hasSize(1);
        assertThat(indexes()).containsExactly("a");
    }

    @Test
    void does_not_run_a_statement_again_that_the_catalog_shows_to_be_done() throws Exception {
        database.execute("CREATE TABLE shop (a INT)");
        interruptAt("CREATE TABLE item (id INT); ALTER TABLE shop ADD UNIQUE (a)");
        database.execute("ALTER TABLE shop ADD UNIQUE (a)"); // as the server would have done it

        script("CREATE TABLE item (id INT); ALTER TABLE shop ADD UNIQUE (a)").migrate();

        assertThat(indexes()).containsExactly("a");
        assertThat(progress()).containsExactly("applied 2/2 not begun");
    }

    private static final String DEFINITIONS = """
            ALTER TABLE shop ADD COLUMN b INT | ALTER TABLE shop DROP COLUMN b
            ALTER TABLE shop DROP COLUMN c | ALTER TABLE shop ADD COLUMN c INT
            ALTER TABLE shop ADD b INT | ALTER TABLE shop DROP COLUMN b
            ALTER TABLE shop ADD COLUMN b INT, ADD UNIQUE (a) | ALTER TABLE shop DROP COLUMN b
            ALTER TABLE shop COMMENT 'of shops' | ALTER TABLE shop COMMENT ''
            ALTER TABLE shop RENAME TO store | RENAME TABLE store TO shop
            CREATE UNIQUE INDEX u ON shop (c) | ALTER TABLE shop DROP INDEX u
            DROP INDEX i ON shop | CREATE INDEX i ON shop (c)
            RENAME TABLE shop TO store | RENAME TABLE store TO shop
            DROP TABLE shop | CREATE TABLE shop (a INT, c INT)""";

    static Stream<String[]> definitions() {
        return DEFINITIONS.lines().map(line -> line.split(" \\| "));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void looks_at_what_a_definition_changes(String definition, String reverse) throws Exception {
        String script = "CREATE TABLE item (id INT); " + definition;
        database.execute("CREATE TABLE shop (a INT, c INT)", "CREATE INDEX i ON shop (c)");
        interruptAt(script);
        assertThat(progress()).containsExactly("in progress 1/2 begun");
        database.execute(definition); // as the server would have done it

        script(script).migrate();
        assertThat(progress()).containsExactly("applied 2/2 not begun");

        database.execute(reverse, "DROP TABLE item", "DELETE FROM schema_migrations_history");
        interruptAt(script);

        script(script).migrate(); // not done, and so run again
        assertThat(progress()).containsExactly("applied 2/2 not begun");
        database.execute(reverse);
    }

    private List<String> indexes() {
        return database.query("SELECT index_name FROM information_schema.statistics WHERE table_schema = database()"
                + " AND table_name = 'shop'");
    }

    @Test
    void asks_what_became_of_a_call() throws Exception {
        database.execute("CREATE TABLE shop (a INT)", "CREATE PROCEDURE widen() ALTER TABLE shop ADD b INT");
        interruptAt("CREATE TABLE item (id INT); CALL widen()");

        assertThatThrownBy(script("CREATE TABLE item (id INT); CALL widen()")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessage("'1' was interrupted after 1 statement, and cannot be resumed: the database does not tell whether"
                        + " memory:1/up.sql:1:29 (CALL widen()) took effect\nFinish or undo by hand what the script began,"
                        + " then call resolve(\"1\", APPLIED) or resolve(\"1\", NOT_APPLIED)"
                        + " (command=resolve, command.target=1, command.as=applied or not-applied)");
        assertThat(database.query("SELECT column_name FROM information_schema.columns WHERE table_schema = database()"
                + " AND table_name = 'shop'")).containsExactly("a");
    }

    /** A script fails at its last statement, and the history says that the server had died there. */
    private void dieBehind(String done) {
        assertThatThrownBy(script(done + FAILS)::migrate).isInstanceOf(MigrationFailedException.class);
        database.execute("UPDATE schema_migrations_history SET state = 'in progress'");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TABLE log (a INT) ENGINE=MyISAM | INSERT INTO log VALUES (1)",
            "CREATE TABLE log (a INT) ENGINE=MyISAM | INSERT INTO log VALUES (1); INSERT INTO log VALUES (2)",
            "CREATE TABLE log (a INT) ENGINE=MyISAM | UPDATE shop s JOIN shop t ON s.a = t.a JOIN shop u ON u.a = t.a JOIN log l SET l.a = 2",
            "CREATE TABLE log (a INT) ENGINE=MyISAM; CREATE VIEW seen AS SELECT a FROM log | INSERT INTO seen VALUES (1)",
            "CREATE TABLE log (a INT) ENGINE=MyISAM; CREATE TRIGGER t BEFORE INSERT ON shop FOR EACH ROW INSERT INTO log VALUES (1)"
                    + " | INSERT INTO shop VALUES (1)",
            "CREATE TABLE log (a INT) ENGINE=MyISAM; CREATE PROCEDURE keep() INSERT INTO log VALUES (1);"
                    + " CREATE TRIGGER t BEFORE INSERT ON shop FOR EACH ROW CALL keep() | INSERT INTO shop VALUES (1)",
            "CREATE DATABASE %1$s_other; CREATE TABLE %1$s_other.log (a INT) ENGINE=MyISAM | INSERT INTO %1$s_other.log VALUES (1)",
            "CREATE DATABASE %1$s_other; USE %1$s_other; CREATE TABLE log (a INT) ENGINE=MyISAM | INSERT INTO log VALUES (1)" })
    void asks_what_became_of_rows_in_a_table_without_transactions(String script) {
        String[] parts = ("CREATE TABLE shop (a INT);" + script.formatted(database.name())).split("\\|");
        String done = parts[0] + ";\n";
        try {
            dieBehind(done);

            assertThatThrownBy(script(done + parts[1].strip())::migrate)
                    .isInstanceOf(InterruptedMigrationException.class)
                    .hasMessageContaining("the database does not tell whether memory:1/up.sql:2:1");
            assertThat(database.count("shop")).isZero();
        } finally {
            database.execute("DROP DATABASE IF EXISTS " + database.name() + "_other");
        }
    }

    @Test
    void asks_what_became_of_rows_where_the_driver_calls_a_database_a_schema() {
        String done = "CREATE TABLE log (a INT) ENGINE=MyISAM;\n";
        dieBehind(done);

        assertThatThrownBy(database.with("databaseTerm=SCHEMA&useCatalogTerm=SCHEMA").migrations()
                .migration("1", done + "INSERT INTO log VALUES (1)").build()::migrate)
                .isInstanceOf(InterruptedMigrationException.class);
        assertThat(database.count("log")).isZero();
    }

    @Test
    void has_no_doubt_because_of_a_table_in_another_database() {
        String done = "CREATE TABLE shop (a INT);\n";
        String other = database.name() + "_other";
        database.execute("CREATE DATABASE " + other, "CREATE TABLE " + other + ".shop (a INT) ENGINE=MyISAM");
        try {
            dieBehind(done);

            script(done + "INSERT INTO shop VALUES (1)").migrate();

            assertThat(database.count("shop")).isOne();
        } finally {
            database.execute("DROP DATABASE " + other);
        }
    }

    @Test
    void knows_that_rows_without_progress_are_not_there_where_there_are_transactions() {
        String done = "CREATE TABLE shop (a INT);\n";
        dieBehind(done);

        script(done + "INSERT INTO shop VALUES (1)").migrate();

        assertThat(database.count("shop")).isOne();
    }

    private static String progressOf(List<String> progress) {
        return progress.isEmpty() ? "" : progress.get(0);
    }

    /** A routine that commits what it does, and then fails. */
    private void createRoutine() {
        database.execute("CREATE TABLE shop (a INT)", "CREATE TABLE narrow (a INT PRIMARY KEY)",
                "INSERT INTO narrow VALUES (1)",
                "CREATE PROCEDURE fill() BEGIN INSERT INTO shop VALUES (1); COMMIT; INSERT INTO narrow VALUES (1); END");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CALL fill()",
            "START TRANSACTION;\nCALL fill();\nCOMMIT",
            "SET autocommit = 0;\nCALL fill();\nCOMMIT",
            "PREPARE s FROM 'CALL fill()';\nEXECUTE s",
            "DELIMITER //\nINSERT INTO shop VALUES (1); INSERT INTO narrow VALUES (1)//\nDELIMITER ;\nDO 1" })
    void does_not_run_a_call_again_that_had_committed_a_part_and_failed(String text) {
        createRoutine();
        String script = "CREATE TABLE item (id INT);\n" + text;
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("Duplicate entry")
                .hasMessageContaining("The failed statement may have committed a part of its work.")
                .hasMessageContaining("resolve(\"1\", APPLIED)");
        assertThat(progressOf(progress())).startsWith("in progress").endsWith(" begun").doesNotContain("not begun");

        assertThatThrownBy(script(script)::migrate).isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("the database does not tell whether memory:1/up.sql:");
        assertThat(database.count("shop")).isOne();

        script(script).resolve(MigrationId.of("1"), Resolution.NOT_APPLIED);
        database.execute("DELETE FROM narrow", "DELETE FROM shop", "DROP TABLE item");
        script(script).migrate();
        assertThat(database.count("shop")).isOne();
    }

    @Test
    void does_not_run_a_call_of_a_down_script_again_that_had_committed_a_part() {
        createRoutine();
        SchemaMigrations migrations = database.migrations().migration("1", "CREATE TABLE item (id INT)",
                "DROP TABLE item;\nCALL fill()").build();
        migrations.migrate();
        assertThatThrownBy(migrations::rollback).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The failed statement may have committed a part of its work.");

        assertThatThrownBy(migrations::rollback).isInstanceOf(InterruptedMigrationException.class);
        assertThat(database.count("shop")).isOne();
    }

    /** The server rolls back a transaction of the script, unless the routine has committed; then so it tells. */
    @Test
    void runs_a_call_again_whose_transaction_was_rolled_back() {
        database.execute("CREATE TABLE shop (a INT)", "CREATE PROCEDURE fill() BEGIN INSERT INTO shop VALUES (1);"
                + " INSERT INTO nowhere VALUES (1); END");
        String script = "CREATE TABLE item (id INT);\nSTART TRANSACTION;\nCALL fill();\nCOMMIT";
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("retry: the migration resumes there.");
        assertThat(progress()).containsExactly("failed 1/4 not begun");

        database.execute("CREATE TABLE nowhere (a INT)");
        script(script).migrate();
        assertThat(database.count("shop")).isOne();
    }

    @Test
    void runs_a_call_again_whose_routine_was_not_there() {
        String script = "CREATE TABLE item (id INT);\nCALL fill()";
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("retry: the migration resumes there.");
        assertThat(progress()).containsExactly("failed 1/2 not begun");

        database.execute("CREATE TABLE shop (a INT)", "CREATE PROCEDURE fill() INSERT INTO shop VALUES (1)");
        script(script).migrate();
        assertThat(database.count("shop")).isOne();
    }

    @Test
    void does_not_run_a_section_again_that_had_committed_rows() {
        database.execute("CREATE TABLE shop (a INT)");
        String script = "LOCK TABLES shop WRITE;\nINSERT INTO shop VALUES (1);\nALTER TABLE shop ADD b INT;\n"
                + "INSERT INTO nowhere VALUES (1);\nUNLOCK TABLES";
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The failed statement may have committed a part of its work.");

        assertThatThrownBy(script(script)::migrate).isInstanceOf(InterruptedMigrationException.class);
        assertThat(database.count("shop")).isOne();
    }

    /**
     * Another transaction has the history's row, so that the note behind the statement fails, and not the one of the failure.
     */
    @ParameterizedTest
    @ValueSource(strings = { "CREATE TABLE made AS SELECT SLEEP(1) AS slept", "CALL widen()" })
    void does_not_run_a_statement_again_behind_which_no_note_was_possible(String text) throws Exception {
        database.execute("CREATE TABLE shop (a INT)",
                "CREATE PROCEDURE widen() BEGIN ALTER TABLE shop ADD UNIQUE (a); DO SLEEP(1); END");
        String script = text + ";\nINSERT INTO shop VALUES (1)";
        SchemaMigrations migrations = database.migrations().databaseLockTimeout(Duration.ofSeconds(1))
                .migration("1", script).build();
        try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> migrations.migrate());
            thread.shutdown();
            await("SELECT id FROM information_schema.processlist WHERE db = database() AND state = 'User sleep'");
            statement.execute("SELECT id FROM schema_migrations_history FOR UPDATE");
            await("SELECT id FROM information_schema.processlist WHERE db = database()"
                    + " AND info LIKE 'UPDATE%schema_migrations_history%'");
            Thread.sleep(1500); // the note has given up; what notes the failure has not
            other.rollback();

            assertThatThrownBy(run::get).hasMessageContaining("Lock wait timeout exceeded");
        }
        assertThat(progress()).containsExactly("in progress 0/2 begun");

        if (text.startsWith("CALL")) {
            assertThatThrownBy(migrations::migrate).isInstanceOf(InterruptedMigrationException.class);
            assertThat(indexes()).containsExactly("a");
        } else {
            migrations.migrate();
            assertThat(database.count("shop")).isOne();
        }
    }
}
