package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.logs.LogLines;
import io.quarkiverse.schema.migrations.report.RunReport;

class ConnectRetriesTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    @RegisterExtension
    final LogLines log = new LogLines();

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();

    /** A database that refuses its first connections. */
    private static final class LateDataSource extends SQLiteDataSource {
        private final String refusal;
        private int refusals;

        LateDataSource(Path directory, int refusals, String refusal) {
            setUrl("jdbc:sqlite:" + directory.resolve("late.db"));
            this.refusals = refusals;
            this.refusal = refusal;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (refusals > 0) {
                refusals--;
                throw new SQLException(refusal);
            }
            return super.getConnection();
        }
    }

    private SchemaMigrationsBuilder migrations(int refusals) {
        return migrations(refusals, "Connection refused");
    }

    private SchemaMigrationsBuilder migrations(int refusals, String refusal) {
        return SchemaMigrationsBuilder.of(new LateDataSource(directory, refusals, refusal))
                .migration("1", "CREATE TABLE shop (id INT)").listener(new MigrationListener() {
                    @Override
                    public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
                        told.add(set + " " + retry + "/" + retries + " in " + interval.toMillis() + ": " + reason);
                    }
                });
    }

    @Test
    void migrates_a_database_that_comes_up_late_and_tells_of_every_try() {
        RunReport report = migrations(2).connectRetries(3, SHORT).build().migrate();

        assertThat(report.done()).hasSize(1);
        assertThat(told).containsExactly("<default> 1/3 in 5: Connection refused", "<default> 2/3 in 5: Connection refused");
    }

    @Test
    void waits_for_the_interval_before_each_try() {
        long began = System.nanoTime();

        migrations(2).connectRetries(2, Duration.ofMillis(60)).build().status();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void logs_one_line_a_try_with_set_number_and_reason() {
        migrations(2, "The server is starting up\n\nHint: wait").set("audit").connectRetries(2, SHORT).build().validate();

        assertThat(log.lines()).containsExactly(
                "WARN Set 'audit': cannot connect to the database, retry 1 of 2 in n ms: The server is starting up Hint: wait",
                "WARN Set 'audit': cannot connect to the database, retry 2 of 2 in n ms: The server is starting up Hint: wait");
    }

    @Test
    void gives_up_after_the_last_try_and_says_how_many_there_were() {
        assertThatThrownBy(migrations(3).connectRetries(2, SHORT).build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessage("Cannot connect to the database, after 2 retries: Connection refused"
                        + "\nCheck the URL and the user of the datasource, and that the database is running");
        assertThat(told).hasSize(2);
    }

    @Test
    void tries_once_when_nothing_is_said() {
        assertThatThrownBy(migrations(1).build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "Cannot connect to the database: Connection refused\nCheck the URL");
        assertThat(told).isEmpty();
    }

    @Test
    void tells_no_passwords() {
        String refusal = "No suitable driver for jdbc:x://shop:s3cret@db:1/shop?user=me&password=s3cret with @ s3cret&PWD = s3cret, s3cret";

        assertThatThrownBy(migrations(2, refusal).connectRetries(1, SHORT).build()::migrate).hasMessageContaining(
                "jdbc:x://shop:***@db:1/shop?user=me&password=***&PWD = ***\nCheck the URL and").satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace, true));
                    assertThat(trace.toString()).doesNotContain("s3cret");
                });
        assertThat(told).singleElement().asString().doesNotContain("s3cret").contains("user=me");
    }

    @Test
    void stops_waiting_when_the_thread_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(migrations(9).connectRetries(9, Duration.ofMinutes(1)).build()::migrate)
                .isInstanceOf(DatabaseException.class).hasMessageContaining("interrupted while it waited for the database");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refuses_numbers_that_cannot_be_meant() {
        assertThatThrownBy(() -> migrations(0).connectRetries(-1, SHORT)).isInstanceOf(InvalidSettingException.class)
                .hasMessage("connect-retries: -1 is negative; set 0 or more");
        assertThatThrownBy(() -> migrations(0).connectRetries(1, Duration.ofSeconds(-2)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("connect-retry-interval: PT-2S is negative; set PT0S or more");
    }

    @Test
    void tells_of_a_vault_that_gives_no_password_like_of_a_database_that_gives_no_connection() {
        SQLiteDataSource locked = new SQLiteDataSource() {
            @Override
            public Connection getConnection() {
                throw new IllegalStateException("the vault is sealed");
            }
        };

        assertThatThrownBy(SchemaMigrationsBuilder.of(locked).migration("1", "").build()::migrate)
                .isInstanceOf(DatabaseException.class).hasMessageContaining("Cannot connect to the database: the vault is"
                        + " sealed\n");
    }
}
