package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DriverDataSource;

/**
 * A release of an application, as a process: migrates, prints {@code serving}, and answers requests without a pause until its
 * standard input ends. Then it prints how many requests it has answered and how many have failed.
 */
final class ReleaseProcess {

    private static final int CLIENTS = 2;

    private final DriverDataSource dataSource;
    private final String nameColumn;
    private final int firstId;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean ending;

    private ReleaseProcess(DriverDataSource dataSource, String nameColumn, int firstId) {
        this.dataSource = dataSource;
        this.nameColumn = nameColumn;
        this.firstId = firstId;
    }

    /** @param arguments url, user, password, scripts, database kind, the column that it works with, first id, hold or apply */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DriverDataSource dataSource = new DriverDataSource(arguments[0], arguments[1], arguments[2], "");
        SchemaMigrationsBuilder.of(dataSource).directory(Path.of(arguments[3]), arguments[4])
                .policies(Policies.DEFAULT.with(Policies.PostDeploy.valueOf(arguments[7])))
                .databaseLockTimeout(Duration.ofSeconds(1)).lockRetries(10).build().migrate();
        new ReleaseProcess(dataSource, arguments[5], Integer.parseInt(arguments[6])).serve();
    }

    private void serve() throws IOException, InterruptedException {
        List<Thread> clients = IntStream.range(0, CLIENTS).mapToObj(client -> new Thread(() -> requests(client))).toList();
        clients.forEach(Thread::start);
        System.out.println("serving");
        while (System.in.read() >= 0) {
            // until the standard input ends
        }
        ending = true;
        for (Thread client : clients) {
            client.join();
        }
        System.out.println(answered + " answered, " + failed + " failed");
    }

    private void requests(int client) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (int id = firstId + client; !ending; id += CLIENTS) {
                request(connection, id);
            }
        } catch (SQLException e) {
            failed.incrementAndGet();
            e.printStackTrace();
        }
    }

    private void request(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection
                .prepareStatement("INSERT INTO customer (id, " + nameColumn + ") VALUES (?, 'Ada')");
                PreparedStatement select = connection
                        .prepareStatement("SELECT " + nameColumn + " FROM customer WHERE id = ?")) {
            insert.setInt(1, id);
            insert.executeUpdate();
            select.setInt(1, id);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                result.getString(1);
            }
            connection.commit();
            answered.incrementAndGet();
        } catch (SQLException e) {
            failed.incrementAndGet();
            System.err.println("A request of the release that knows " + nameColumn + " failed: " + e.getMessage());
            connection.rollback();
        }
    }
}
