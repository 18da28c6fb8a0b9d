package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Scripts that stop in the middle, on databases without transactional DDL. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlResumeTest extends MysqlScriptRuns {

    @Test
    void keeps_what_ran_before_a_statement_that_fails_and_goes_on_there() {
        String done = "CREATE TABLE shop (id INT);\nINSERT INTO shop VALUES (1);\n";

        assertThatThrownBy(script(done + "  INSERT INTO nowhere VALUES (2);\nINSERT INTO shop VALUES (3)")::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:3:3: ")
                .hasMessageContaining("nowhere' doesn't exist (SQL state 42S02, error 1146)\n  INSERT INTO nowhere VALUES (2)\n"
                        + "The statements before it are done.");
        assertThat(progress()).containsExactly("failed 2/4 not begun");

        assertThat(script(done + "INSERT INTO shop VALUES (2);\nINSERT INTO shop VALUES (3)").migrate().done()).hasSize(1);
        assertThat(database.query("SELECT id FROM shop ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(progress()).containsExactly("applied 4/4 not begun");
    }

    @Test
    void keeps_the_definitions_in_front_of_one_that_fails() {
        String done = "CREATE TABLE shop (id INT);\nCREATE TABLE item (id INT);\n";

        assertThatThrownBy(script(done + "CREATE TABLE item (id INT);\nCREATE TABLE more (id INT)")::migrate)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:3:1: ");
        assertThat(progress()).containsExactly("failed 2/4 not begun");

        script(done + "CREATE TABLE more (id INT)").migrate();
        assertThat(progress()).containsExactly("applied 3/3 not begun");
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("INSERT INTO shop VALUES (%d);\n"::formatted)
                .collect(Collectors.joining());
    }

    /** How many rows a part of a script updates, the notes in the history among them; one of them is for what counts. */
    private int updatesOf(String part) {
        String status = (database.query("SELECT VERSION()").get(0).contains("MariaDB") ? "information" : "performance")
                + "_schema.session_status";
        String count = "INSERT INTO counted SELECT VARIABLE_VALUE FROM " + status
                + " WHERE VARIABLE_NAME = 'Handler_update';\n";
        script("CREATE TABLE shop (id INT);\nCREATE TABLE counted (updates INT);\n" + count + part + count).migrate();
        return Integer.parseInt(database.query("SELECT MAX(updates) - MIN(updates) - 1 FROM counted").get(0));
    }

    @Test
    void notes_rows_together_that_fill_a_table_one_after_the_other() {
        assertThat(updatesOf(rows(1, 100))).isOne();
        assertThat(database.count("shop")).isEqualTo(100);
        assertThat(progress()).containsExactly("applied 104/104 not begun");
    }

    @Test
    void notes_that_a_definition_is_done_when_the_next_one_begins() {
        assertThat(updatesOf(
                "CREATE TEMPORARY TABLE a (id INT); CREATE TEMPORARY TABLE b (id INT); CREATE TEMPORARY TABLE c (id INT);\n"))
                .isEqualTo(4);
        assertThat(progress()).containsExactly("applied 7/7 not begun");
    }

    @ParameterizedTest
    @ValueSource(strings = { "InnoDB", "MyISAM" })
    void keeps_the_rows_in_front_of_one_that_fails(String engine) {
        String done = "CREATE TABLE shop (id INT PRIMARY KEY) ENGINE=" + engine + ";\n" + rows(1, 3);

        assertThatThrownBy(script(done + "INSERT INTO shop VALUES (3);\n" + rows(5, 6))::migrate)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:5:1: ")
                .hasMessageContaining("The statements before it are done.")
                .hasMessageNotContaining("rolled it back");
        assertThat(progress()).containsExactly("failed 4/7 not begun");
        assertThat(database.count("shop")).isEqualTo(3);

        script(done + rows(4, 6)).migrate();
        assertThat(database.query("SELECT id FROM shop ORDER BY id")).containsExactly("1", "2", "3", "4", "5", "6");
    }

    /** The other transaction has more to lose, so that the server gives up ours. */
    @Test
    void begins_again_with_the_rows_that_the_server_has_given_up() throws Exception {
        database.execute("CREATE TABLE shop (id INT PRIMARY KEY)", "CREATE TABLE ballast (id INT)");
        SchemaMigrations migrations = script("CREATE TABLE item (id INT);\n" + rows(1, 4));
        try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO ballast VALUES (1)" + ", (1)".repeat(1000));
            statement.execute("INSERT INTO shop VALUES (3)");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> migrations.migrate());
            thread.shutdown();
            await("SELECT id FROM information_schema.processlist WHERE db = database()"
                    + " AND info LIKE 'INSERT INTO shop VALUES (3)%'");
            statement.execute("INSERT INTO shop VALUES (1)");

            assertThatThrownBy(run::get).hasMessageContaining("memory:1/up.sql:4:1").hasMessageContaining("Deadlock")
                    .hasMessageContaining("The server has rolled it back with all from 2:1 on");
            assertThat(progress()).containsExactly("failed 1/5 not begun");
            other.rollback();
        }

        migrations.migrate();
        assertThat(database.query("SELECT id FROM shop ORDER BY id")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void refuses_to_go_on_when_the_part_that_is_done_has_changed() {
        assertThatThrownBy(script("CREATE TABLE shop (id INT);\nINSERT INTO nowhere VALUES (2)")::migrate).isNotNull();

        assertThatThrownBy(script("CREATE TABLE shop (id BIGINT);\nINSERT INTO shop VALUES (2)")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessage(
                        "'1' was interrupted after 1 statement, and cannot be resumed: memory:1/up.sql has changed in the part"
                                + " that is done\nRestore that part; only what comes after it may change");
    }

    @Test
    void sets_the_session_up_again_before_it_goes_on() {
        String done = "SET @OLD_SQL_MODE = @@SQL_MODE, SQL_MODE = 'ANSI_QUOTES';\n"
                + "/*!40101 SET @saved = @@character_set_client */;\nSET NAMES utf8mb4;\nCREATE TABLE \"shop\" (id INT);\n";
        assertThatThrownBy(script(done + "INSERT INTO \"nowhere\" VALUES (1);")::migrate).isNotNull();

        script(done + "INSERT INTO \"shop\" VALUES (1); SET SQL_MODE = @OLD_SQL_MODE").migrate();

        assertThat(database.count("shop")).isOne();
    }

    @Test
    void stops_when_what_a_script_made_for_its_session_is_gone() {
        String done = "CREATE TABLE shop (id INT);\nCREATE TEMPORARY TABLE draft (id INT);\n";
        assertThatThrownBy(script(done + "INSERT INTO nowhere VALUES (1);")::migrate).isNotNull();

        assertThatThrownBy(script(done + "INSERT INTO shop SELECT id FROM draft")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessage("'1' was interrupted after 2 statements, and cannot be resumed: what memory:1/up.sql:2:1"
                        + " (CREATE TEMPORARY TABLE draft (id INT)) made for its session is gone, and memory:1/up.sql:3:1 (INSERT INTO shop SELECT id FROM draft) may need it"
                        + "\nFinish or undo by hand what the script began, then call resolve(\"1\", APPLIED) or resolve(\"1\", NOT_APPLIED)"
                        + " (command=resolve, command.target=1, command.as=applied or not-applied)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TEMPORARY TABLE draft (id INT); INSERT INTO shop SELECT id FROM draft; DROP TABLE draft | DO 1",
            "CREATE TEMPORARY TABLE draft (id INT); DO 1 | DROP TEMPORARY TABLE IF EXISTS draft; INSERT INTO shop SELECT 7 AS drafts",
            "CREATE TEMPORARY TABLE draft (id INT); DO 1 | CREATE TEMPORARY TABLE `draft` AS SELECT 7 AS id; INSERT INTO shop SELECT * FROM draft",
            "SELECT COUNT(*) INTO @n FROM shop; DO 1 | SET @n = 7; INSERT INTO shop VALUES (@n)",
            "SET @sql = (SELECT 'DO 1'); PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s; DO 1 |"
                    + " SET @sql = (SELECT 'INSERT INTO shop VALUES (7)'); PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s",
            "SELECT id, 1, 2, 3, 4, 5, 6 INTO @a, @b, @c, @d, @e, @f, @g FROM shop; SET @n = 7; DO 1 | INSERT INTO shop VALUES (@n)" })
    void goes_on_without_what_nothing_left_needs(String script) {
        String[] parts = ("CREATE TABLE shop (id INT); " + script).split("\\|");
        assertThatThrownBy(script(parts[0] + ';' + FAILS)::migrate).isNotNull();

        script(parts[0] + ';' + parts[1]).migrate();

        assertThat(progress().get(0)).startsWith("applied");
        assertThat(database.query("SELECT id FROM shop")).isSubsetOf("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TEMPORARY TABLE IF NOT EXISTS draft (id INT); DO 1 | CREATE TEMPORARY TABLE IF NOT EXISTS draft (id INT)",
            "CREATE TEMPORARY TABLE draft (id INT); DO 1 | CREATE TABLE kept LIKE `DRAFT`",
            "CREATE TEMPORARY TABLE draft (id INT); SET @sql = 'SELECT * FROM draft'; DO 1 | PREPARE s FROM @sql",
            "SELECT 1, 2, 3, 4, 5, 6, 7, 8, 9, COUNT(*) INTO @a, @b, @c, @d, @e, @f, @g, @h, @i, @n FROM shop; DO 1 | DO @n",
            "SELECT 1, 2, 3, 4, 5, 6, 7, 8, 9, @n := COUNT(*) FROM shop; DO 1 | DO @`n`",
            "SET @n = (SELECT COUNT(*) FROM shop); DO 1 | SET @n = @n + 1",
            "SET @n = (SELECT COUNT(*) FROM shop); SET @m = @n; DO 1 | DO @m",
            "PREPARE s FROM 'DO 1'; DO 1 | EXECUTE s",
            "SET SESSION group_concat_max_len = (SELECT 100000); DO 1 | DO 2" })
    void stops_where_something_left_may_need_what_is_gone(String script) {
        String[] parts = ("CREATE TABLE shop (id INT); " + script).split("\\|");
        assertThatThrownBy(script(parts[0] + ';' + FAILS)::migrate).isInstanceOf(MigrationFailedException.class);

        assertThatThrownBy(script(parts[0] + ';' + parts[1])::migrate).isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("made for its session is gone, and memory:1/up.sql:1:")
                .hasMessageContaining("may need it");
    }

    @Test
    void stops_where_a_trigger_may_need_what_is_gone() {
        String done = "CREATE TABLE shop (id INT, actor VARCHAR(9));\nSET @actor = (SELECT 'me');\n"
                + "CREATE TRIGGER t BEFORE INSERT ON shop FOR EACH ROW SET NEW.actor = @actor;\n";
        assertThatThrownBy(script(done + FAILS)::migrate).isInstanceOf(MigrationFailedException.class);

        assertThatThrownBy(script(done + "INSERT INTO shop (id) VALUES (1)")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("what memory:1/up.sql:2:1 (SET @actor = (SELECT 'me')) made for its session is gone, and"
                        + " code that the database keeps, such as a trigger, may need it\nFinish or undo");
        assertThat(database.count("shop")).isZero();
    }

    @Test
    void takes_a_transaction_of_the_script_for_one_step() {
        String done = "CREATE TABLE shop (id INT);\n";
        String section = "START TRANSACTION;\nINSERT INTO shop VALUES (1);\nINSERT INTO %s VALUES (2);\nCOMMIT;\n";

        assertThatThrownBy(script(done + section.formatted("nowhere"))::migrate)
                .hasMessageContaining(
                        "It is in the transaction that begins at 2:1, which is one step: it was rolled back,");
        assertThat(database.count("shop")).isZero();
        assertThat(progress()).containsExactly("failed 1/5 not begun");

        script(done + section.formatted("shop")).migrate();
        assertThat(database.count("shop")).isEqualTo(2);
    }

    @Test
    void takes_a_section_that_locks_tables_for_one_step() {
        String done = "CREATE TABLE shop (id INT);\n";
        String section = "LOCK TABLES shop WRITE;\n/*!40000 ALTER TABLE shop DISABLE KEYS */;\nINSERT INTO shop VALUES (1);\n"
                + "INSERT INTO %s VALUES (2);\n/*!40000 ALTER TABLE shop ENABLE KEYS */;\nUNLOCK TABLES;\nSELECT 1";

        assertThatThrownBy(script(done + section.formatted("nowhere"))::migrate)
                .hasMessageContaining("It is in the section that locks tables at 2:1, which is one step");
        assertThat(database.count("shop")).isZero();
        assertThat(progress()).containsExactly("failed 1/8 not begun");

        script(done + section.formatted("shop")).migrate();
        assertThat(database.count("shop")).isEqualTo(2);
    }

    @Test
    void refuses_a_script_that_leaves_its_transaction_open() {
        assertThatThrownBy(script("CREATE TABLE shop (id INT);\nBEGIN;\nINSERT INTO shop VALUES (1)")::migrate)
                .hasMessageContaining("the script ends inside of the section that begins at 2:1 (BEGIN): add a COMMIT");
        assertThat(database.count("shop")).isZero();
    }

    @Test
    void runs_a_script_that_switches_autocommit_off() {
        script("CREATE TABLE shop (id INT);\nSET autocommit = 0;\nINSERT INTO shop VALUES (1);\nINSERT INTO shop VALUES (2);\n"
                + "ROLLBACK;\nINSERT INTO shop VALUES (3);\nCOMMIT;\nCREATE TABLE item (id INT)").migrate();

        assertThat(database.query("SELECT id FROM shop")).containsExactly("3");
        assertThat(progress()).containsExactly("applied 8/8 not begun");
    }

    @Test
    void runs_routines_and_several_statements_behind_one_delimiter() {
        script("DELIMITER //\nCREATE PROCEDURE twice() BEGIN SELECT 1; SELECT 2; CREATE TABLE item (id INT); END//\n"
                + "CREATE TABLE shop (id INT); INSERT INTO shop VALUES (1)//\nDELIMITER ;\nCALL twice(); /*!999999 NEVER */;\n"
                + "INSERT INTO shop VALUES (2)").migrate();

        assertThat(database.count("shop")).isEqualTo(2);
        assertThat(database.tables()).contains("item");
    }
}
