package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** Statements that fail half-way in a table without transactions, whose first half stays. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlKeptRowsTest extends MysqlScriptRuns {

    private static final String TABLES = "CREATE TABLE log (a INT PRIMARY KEY) ENGINE=MyISAM;\n"
            + "INSERT INTO log VALUES (5);\nCREATE TABLE shop (a INT PRIMARY KEY);\n";

    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO log VALUES (1), (5)",
            "INSERT INTO log SELECT 1 UNION ALL SELECT 5",
            "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2), (5)",
            "UPDATE log SET a = 6 - a ORDER BY a DESC;\nINSERT INTO log VALUES (5), (1)",
            "START TRANSACTION;\nINSERT INTO log VALUES (1);\nINSERT INTO shop VALUES (1), (1);\nCOMMIT",
            "SET autocommit = 0;\nINSERT INTO log VALUES (1);\nINSERT INTO shop VALUES (1), (1);\nCOMMIT",
            "LOCK TABLES log WRITE, shop WRITE;\nINSERT INTO log VALUES (1);\nINSERT INTO shop VALUES (1), (1);\nUNLOCK TABLES",
            "CREATE TRIGGER t BEFORE INSERT ON shop FOR EACH ROW INSERT INTO log VALUES (NEW.a);\nINSERT INTO shop VALUES (1), (1)" })
    void asks_what_became_of_a_statement_of_which_a_part_has_stayed(String text) {
        String script = TABLES + text;
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("Duplicate entry")
                .hasMessageContaining("The failed statement may have committed a part of its work.")
                .hasMessageContaining("resolve(\"1\", APPLIED)");
        int rows = database.count("log");
        assertThat(rows).isGreaterThan(1);
        assertThat(progress().get(0)).startsWith("in progress").endsWith(" begun").doesNotContain("not begun");

        assertThatThrownBy(script(script)::migrate).isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("the database does not tell whether memory:1/up.sql:");
        assertThat(database.count("log")).isEqualTo(rows);

        script(script).resolve(MigrationId.of("1"), Resolution.NOT_APPLIED);
        database.execute("DROP TABLE log", "DROP TABLE shop");
        SchemaMigrations fixed = script(TABLES + "INSERT INTO log VALUES (1)");
        fixed.migrate();
        assertThat(database.count("log")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "INSERT INTO log VALUES (5)", "INSERT INTO log VALUES (5), (1)", "INSERT INTO log (b) VALUES (1)",
            "INSERT INTO nowhere VALUES (1)", "INSERT INTO shop VALUES (1), (1)",
            "START TRANSACTION;\nINSERT INTO shop VALUES (1);\nINSERT INTO log VALUES (5);\nCOMMIT" })
    void resumes_at_a_statement_that_has_left_nothing(String text) {
        assertThatThrownBy(script(TABLES + text)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("retry: the migration resumes there.");
        assertThat(progress().get(0)).startsWith("failed 3/").endsWith("not begun");

        script(TABLES + "INSERT INTO log VALUES (6);\nINSERT INTO shop VALUES (6)").migrate();

        assertThat(database.query("SELECT a FROM log ORDER BY a")).containsExactly("5", "6");
        assertThat(database.query("SELECT a FROM shop")).containsExactly("6");
    }

    /** Rows that come one after the other share a transaction, and the server tells of it as a whole. */
    @Test
    void asks_in_doubt_where_a_statement_before_it_has_filled_the_same_table() {
        assertThatThrownBy(script(TABLES + "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (5), (2)")::migrate)
                .hasMessageContaining("The failed statement may have committed a part of its work.");
    }

    /** Those before it are done and noted, in whatever table. */
    @Test
    void keeps_the_progress_of_the_statements_before_the_one_that_has_left_a_part() {
        String script = TABLES + "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);\nINSERT INTO log VALUES (3), (5)";
        assertThatThrownBy(script(script)::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The statements before it are done.");

        assertThat(progress()).containsExactly("in progress 5/6 begun");
        assertThat(database.query("SELECT a FROM log ORDER BY a")).containsExactly("1", "2", "3", "5");
    }

    @Test
    void asks_what_became_of_a_down_script_of_which_a_part_has_stayed() {
        SchemaMigrations migrations = database.migrations()
                .migration("1", TABLES, "UPDATE log SET a = 4;\nINSERT INTO log VALUES (1), (4)").build();
        migrations.migrate();
        assertThatThrownBy(migrations::rollback).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("The failed statement may have committed a part of its work.");

        assertThatThrownBy(migrations::rollback).isInstanceOf(InterruptedMigrationException.class);
        assertThat(database.query("SELECT a FROM log ORDER BY a")).containsExactly("1", "4");
    }
}
