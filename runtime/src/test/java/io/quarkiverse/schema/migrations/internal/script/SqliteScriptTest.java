package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteScriptTest {

    @Test
    void cuts_triggers_that_sqlite_runs() throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:")) {
            run("triggers", database);

            assertThat(strings(database, "SELECT what FROM log ORDER BY rowid"))
                    .containsExactly("added; a", "one", "added; b", "many;", "changed");
            assertThat(strings(database, "SELECT \"end\" FROM item WHERE name = 'c'")).containsExactly("END;");
        }
    }

    @Test
    void cuts_a_dump_that_sqlite_runs() throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:")) {
            run("dump", database);

            assertThat(strings(database, "SELECT name FROM parent ORDER BY id")).containsExactly("it's; two\nlines+",
                    "größe 🐘");
            assertThat(strings(database, "SELECT children FROM families")).containsExactly("1");
            assertThat(strings(database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
                    .containsExactly("child_added");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "quotes_and_comments", "crlf", "byte_order_mark", "shell_lines_that_run" })
    void cuts_statements_that_sqlite_runs(String script) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:")) {
            assertThat(run(script, database)).isPositive();
        }
    }

    @Test
    void leaves_a_trigger_whole_that_sqlite_will_refuse() throws IOException {
        assertThat(Scripts.texts(Syntax.SQLITE,
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END x; SELECT 2; END 'y'; SELECT 3; END;\nSELECT 4"))
                .hasSize(2).endsWith("SELECT 4");
    }

    @Test
    void names_the_command_of_the_shell_that_cannot_run() {
        assertThatExceptionOfType(MalformedScriptException.class)
                .isThrownBy(() -> Scripts.statements(Syntax.SQLITE, "SELECT 1;\n.mode box\n"))
                .withMessage("line 2, column 1: .mode is a command of the sqlite3 shell and no SQL; take it out of the script");
    }

    private static int run(String script, Connection database) throws IOException, SQLException {
        int count = 0;
        try (InputStream text = SqliteScriptTest.class.getResourceAsStream("/script/sqlite/" + script + ".sql");
                ScriptReader reader = ScriptReader.open(text, Syntax.SQLITE);
                Statement statement = database.createStatement()) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statement.execute(next.text());
                count++;
            }
        }
        return count;
    }

    private static List<String> strings(Connection database, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
