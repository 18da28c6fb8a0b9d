package io.quarkiverse.schema.migrations.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.internal.engine.Engine;

class WaitingStartTest {

    @TempDir
    Path directory;

    @Test
    void goes_on_waiting_while_another_connection_locks_the_database() throws SQLException {
        SqliteFile file = SqliteFile.in(directory);
        Engine engine = (Engine) file.migrations().migration("1", "CREATE TABLE a (id INT)").lockTimeout(Duration.ZERO).build();
        engine.migrate();
        AtomicInteger looks = new AtomicInteger();
        try (Connection writer = file.dataSource().getConnection(); Statement statement = writer.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            new WaitingStart("<default>", Duration.ofMinutes(1), Map.of("", () -> {
                if (looks.incrementAndGet() == 2) {
                    end(statement);
                }
                return engine.outlook().pending(Target.latest(), Optional.empty());
            })).await();
        }
        assertThat(looks).hasValue(2);
    }

    private static void end(Statement writing) {
        try {
            writing.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
