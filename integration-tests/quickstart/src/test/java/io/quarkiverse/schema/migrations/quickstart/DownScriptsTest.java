package io.quarkiverse.schema.migrations.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts by themselves, as SQLite runs them: no engine, no application. */
class DownScriptsTest {

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void every_down_script_restores_schema_and_rows_and_the_up_script_runs_again() throws Exception {
        for (String id : MigrationFiles.ids()) {
            List<String> before = everything();
            run(MigrationFiles.up(id));
            List<String> after = everything();
            run(MigrationFiles.down(id));
            assertThat(everything()).as("after the down script of " + id).isEqualTo(before);
            run(MigrationFiles.up(id));
            assertThat(everything()).as("after the second up script of " + id).isEqualTo(after);
        }
    }

    @Test
    void all_down_scripts_in_reverse_leave_nothing() throws Exception {
        List<String> ids = MigrationFiles.ids();
        for (String id : ids) {
            run(MigrationFiles.up(id));
        }
        assertThat(everything()).isNotEmpty();

        List<String> newestFirst = new ArrayList<>(ids);
        Collections.reverse(newestFirst);
        for (String id : newestFirst) {
            run(MigrationFiles.down(id));
        }
        assertThat(everything()).isEmpty();
    }

    /** Foreign keys are on but for the scripts that turn them off. */
    private void run(String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            // The driver hands the text to SQLite as one, so nothing of ours has to split it.
            statement.executeUpdate(script);
            assertThat(query("SELECT * FROM pragma_foreign_key_check")).isEmpty();
        }
    }

    private List<String> everything() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String sql : query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")) {
            // A renamed table is quoted, an added column follows on the same line: neither makes another schema.
            lines.add(sql.replace("\"", "").replaceAll("\\s+", ""));
        }
        for (String table : query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
            String columns = String.join(", ", query("SELECT name FROM pragma_table_xinfo('" + table + "') ORDER BY name"));
            for (String row : query("SELECT " + columns + " FROM " + table + " ORDER BY " + columns)) {
                lines.add(table + ": " + row);
            }
        }
        return lines;
    }

    private List<String> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(row.getString(column)));
                }
                rows.add(String.join(", ", values));
            }
            return rows;
        }
    }
}
