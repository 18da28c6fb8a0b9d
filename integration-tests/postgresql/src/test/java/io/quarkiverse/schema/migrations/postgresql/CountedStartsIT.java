package io.quarkiverse.schema.migrations.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.servers.CountingProxy;
import io.quarkiverse.schema.migrations.servers.CountingProxy.Count;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.PackagedApplication;
import io.quarkiverse.schema.migrations.servers.Server;

/** What the packaged application asks of the server, counted on the wire. */
class CountedStartsIT {

    @TempDir
    Path folder;

    @Test
    void with_nothing_pending_a_start_takes_one_statement_more_than_without_migrations_and_no_connection() throws Exception {
        Database database = Server.POSTGRESQL.empty("counted_starts");
        start(database);

        assertOneStatementMore(database);
    }

    @Test
    void an_older_release_that_starts_beside_a_newer_one_takes_no_more() throws Exception {
        Database database = Server.POSTGRESQL.empty("counted_older_starts");
        start(database);
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_migrations_history (id, format, applied_order, kind, description, state,"
                    + " direction, statements_done, statements_total, statements_done_length, attempts, started_at, database_user)"
                    + " VALUES ('9999_newer', 1, 99, 'versioned', '', 'applied', 'up', 1, 1, 0, 1, now(), 'somebody')");
        }

        assertOneStatementMore(database);
    }

    private void assertOneStatementMore(Database database) throws Exception {
        try (CountingProxy proxy = CountingProxy.to(database, Duration.ZERO)) {
            start(proxy.database(), "quarkus.schema-migrations.active=false");
            Count without = proxy.count();
            start(proxy.database());
            Count with = proxy.count();

            assertThat(without.statements()).isPositive();
            assertThat(with.over(without)).isEqualTo(new Count(0, 1, 1));
        }
    }

    private void start(Database database, String... keys) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(PackagedApplication.command(database, keys)).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
