package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class LoansSchemaTest {

    private static final Path SCRIPTS = Path.of("modules/ROOT/examples/resources/META-INF/schema-migrations/loans");

    @TempDir
    Path folder;

    @Test
    void a_library_that_migrates_by_itself_carries_its_databases_over() throws SQLException {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("loans.db"));
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE loans_loan (id INTEGER PRIMARY KEY, book TEXT NOT NULL);"
                    + "INSERT INTO loans_loan (book) VALUES ('Solaris');"
                    + "CREATE TABLE __loans_migrations (name TEXT NOT NULL, run_on TEXT NOT NULL);"
                    + "INSERT INTO __loans_migrations VALUES ('1_loans', '2024-02-01 10:00:00')");
        }

        LoansSchema.migrate(database, SCRIPTS);
        LoansSchema.migrate(database, SCRIPTS);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT COUNT(*) FROM loans_loan),"
                        + " (SELECT state FROM schema_migrations_history_loans WHERE id = '1_loans')")) {
            assertThat(row.getInt(1)).isEqualTo(1);
            assertThat(row.getString(2)).isEqualTo("applied");
        }
    }
}
