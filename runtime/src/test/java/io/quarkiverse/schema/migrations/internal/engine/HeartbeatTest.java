package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.ConnectRetries;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Limits;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;

class HeartbeatTest {

    private static final String COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
            + " SELECT count(*) FROM n";

    @TempDir
    Path directory;

    private final List<StepProgress> heard = new CopyOnWriteArrayList<>();
    private SQLiteDataSource database;

    @BeforeEach
    void makeDatabase() {
        database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + directory.resolve("test.db"));
    }

    private Engine engine(String second) {
        MigrationSource source = () -> InMemoryMigration.scan("<default>", List.of(
                new InMemoryMigration("1", "CREATE TABLE shop (id INT)"), new InMemoryMigration("2", second),
                new InMemoryMigration("3", "CREATE TABLE item (id INT)"))).migrations();
        MigrationListener ears = new MigrationListener() {
            @Override
            public void stillRunning(StepProgress progress) {
                heard.add(progress);
                throw new IllegalStateException("does not keep anybody from hearing the next one");
            }
        };
        EngineSettings.Surroundings surroundings = new EngineSettings.Surroundings() {
            @Override
            public List<MigrationSource> sources() {
                return List.of(source);
            }

            @Override
            public List<MigrationListener> listeners() {
                return List.of(ears);
            }

            @Override
            public boolean isHeard(RunReport report) {
                return true;
            }

            @Override
            public void retire(Connection connection) {
                // nothing is pooled
            }
        };
        return new Engine(
                new EngineSettings("<default>", database, new Dialects(List.of(new SqliteDialect()), "sqlite"),
                        ConnectRetries.DEFAULT, surroundings, new TableName(Optional.empty(), "history"), Policies.DEFAULT,
                        Limits.DEFAULT, Application.UNKNOWN, Cleaning.REFUSED, Optional.empty(), Optional.empty(),
                        Map.of(),
                        Optional.empty()),
                Duration.ofMillis(20));
    }

    @Test
    void tells_where_a_long_run_is() {
        engine("SELECT 1;\n" + COUNT.formatted(3_000_000) + ";\nSELECT 3").migrate();

        assertThat(heard).hasSizeGreaterThan(2);
        assertThat(heard).allSatisfy(progress -> assertThat(progress.steps()).isEqualTo(3));
        assertThat(heard).filteredOn(progress -> progress.statement() == 2).isNotEmpty().allSatisfy(progress -> {
            assertThat(progress.set()).isEqualTo("<default>");
            assertThat(progress.id().value()).isEqualTo("2");
            assertThat(progress.step()).isEqualTo(2);
            assertThat(progress.statements()).isEqualTo(3);
            assertThat(progress.elapsed()).isPositive();
        });
    }

    @Test
    void leaves_no_thread_behind() throws InterruptedException {
        engine(COUNT.formatted(1000)).migrate();

        for (int i = 0; i < 100 && threadsAlive() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(threadsAlive()).isZero();
    }

    private static long threadsAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("schema-migrations-progress")).count();
    }
}
