package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** A migration that cannot get a lock of the database in time gives way, and is retried. */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB" })
class LockRetriesTest {

    private static final String ALTER = "ALTER TABLE shop ADD COLUMN name VARCHAR(20)";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeTable() {
        database = kind.empty(directory);
        shop().build().migrate();
    }

    /** MySQL and MariaDB know no shorter one. */
    private Duration shortest() {
        return kind == DatabaseKind.POSTGRESQL ? Duration.ofMillis(200) : Duration.ofSeconds(1);
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations().migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY); INSERT INTO shop VALUES (1)",
                "DROP TABLE shop");
    }

    /** Keeps the table locked, as a long query of the application does, until a retry is announced for the nth time. */
    private final class Reader implements MigrationListener, AutoCloseable {

        private final int retriesBeforeRelease;
        private final Connection connection;
        private final List<String> heard = new ArrayList<>();

        Reader(int retriesBeforeRelease) throws SQLException {
            this.retriesBeforeRelease = retriesBeforeRelease;
            connection = database.dataSource().getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT * FROM shop");
            }
        }

        @Override
        public void beforeStep(String set, MigrationId id, Direction direction) {
            heard.add("before " + id);
        }

        @Override
        public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
            heard.add("failed " + id);
        }

        @Override
        public void retryingStep(String set, MigrationId id, int retry, int retries, Duration pause, String reason) {
            heard.add("retry " + retry + " of " + retries);
            if (retry == retriesBeforeRelease) {
                close();
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void retries_until_the_lock_is_free() throws SQLException {
        try (Reader reader = new Reader(2)) {
            SchemaMigrations set = shop().migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY); " + ALTER)
                    .databaseLockTimeout(shortest()).lockRetries(3).listener(reader).build();

            assertThat(MigrateTest.ids(set.migrate())).containsExactly("2");

            assertThat(reader.heard).containsExactly("before 2", "retry 1 of 3", "before 2", "retry 2 of 3", "before 2");
            assertThat(set.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value).containsExactly("1", "2");
            assertThat(set.validate().discrepancies()).isEmpty();
        }
    }

    @Test
    void fails_after_the_last_retry_and_can_be_run_again() throws SQLException {
        SchemaMigrations set;
        try (Reader reader = new Reader(5)) {
            set = shop().migration("2", ALTER).databaseLockTimeout(shortest()).lockRetries(1).listener(reader).build();
            assertThatThrownBy(set::migrate).isInstanceOf(MigrationFailedException.class);
            assertThat(reader.heard).containsExactly("before 2", "retry 1 of 1", "before 2", "failed 2");
        }
        assertThat(MigrateTest.ids(set.migrate())).containsExactly("2");
    }

    @Test
    void a_directive_wins_over_the_setting_and_brings_a_timeout() throws SQLException {
        try (Reader reader = new Reader(1)) {
            SchemaMigrationsBuilder set = shop().migration("2", "-- schema-migrations: lock-retries=2\n" + ALTER)
                    .lockRetries(0).listener(reader);
            if (kind != DatabaseKind.POSTGRESQL) {
                set.databaseLockTimeout(shortest()); // the one that it brings takes long, and is the same for all
            }

            assertThat(MigrateTest.ids(set.build().migrate())).containsExactly("2");
            assertThat(reader.heard).contains("retry 1 of 2");
        }
    }

    @Test
    void retries_a_rollback_as_well() throws SQLException {
        try (Reader reader = new Reader(1)) {
            SchemaMigrations set = shop().databaseLockTimeout(shortest()).lockRetries(1).listener(reader).build();

            assertThat(MigrateTest.ids(set.rollback(Target.last()))).containsExactly("1");
            assertThat(reader.heard).containsExactly("before 1", "retry 1 of 1", "before 1");
        }
    }

    @Test
    void retries_nothing_else() throws SQLException {
        try (Reader reader = new Reader(1)) {
            SchemaMigrations set = shop().migration("2", "DROP TABLE absent").databaseLockTimeout(shortest()).lockRetries(3)
                    .listener(reader).build();

            assertThatThrownBy(set::migrate).isInstanceOf(MigrationFailedException.class);
            assertThat(reader.heard).containsExactly("before 2", "failed 2");
        }
    }

    @Test
    void refuses_a_negative_number() {
        assertThatThrownBy(() -> shop().lockRetries(-1)).isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("lock-retries: -1 is negative");
    }
}
