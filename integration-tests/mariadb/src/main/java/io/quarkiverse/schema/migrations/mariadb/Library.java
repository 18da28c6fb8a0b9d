package io.quarkiverse.schema.migrations.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Lends a book and tells how often each was lent. The schema is current by the time {@link #run} is called. */
@QuarkusMain
public class Library implements QuarkusApplication {

    private final DataSource dataSource;
    private final StartProgress audit;

    Library(DataSource dataSource, @MigrationSetName("audit-log") StartProgress audit) {
        this.dataSource = dataSource;
        this.audit = audit;
    }

    @Override
    public int run(String... args) throws SQLException, InterruptedException {
        while (audit.state() == StartProgress.State.MIGRATING) {
            Thread.sleep(10);
        }
        if (audit.state() != StartProgress.State.UNTOUCHED) {
            System.out.println("Audit log: " + audit.state());
        }
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
