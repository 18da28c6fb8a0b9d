package io.quarkiverse.schema.migrations.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Lends a book and tells how often each was lent. The schema is current by the time {@link #run} is called. */
@QuarkusMain
public class Library implements QuarkusApplication {

    private final DataSource dataSource;

    Library(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public int run(String... args) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO loan (book, reader) VALUES (1001, 'Edsger')");
            try (ResultSet books = statement.executeQuery("SELECT title, loans FROM book ORDER BY number")) {
                while (books.next()) {
                    // The console is this application's user interface.
                    System.out.printf("%s: %d loans%n", books.getString(1), books.getInt(2));
                }
            }
        }
        return 0;
    }
}
