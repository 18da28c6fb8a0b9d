package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Two releases of an application side by side, under constant traffic, while a column is renamed in two migrations. */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB" })
@Timeout(120)
class RollingDeploymentTest {

    private static final Duration A_WHILE = Duration.ofMillis(500);

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private ServerDatabase database;
    private Path first;
    private Path second;

    @BeforeEach
    void writeScripts() throws IOException {
        database = (ServerDatabase) kind.empty(directory);
        first = Files.createDirectory(directory.resolve("first"));
        second = Files.createDirectory(directory.resolve("second"));
        for (Path release : new Path[] { first, second }) {
            Files.writeString(release.resolve("1.sql"),
                    "CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL)");
        }
        Files.writeString(second.resolve("2_expand.sql"), "ALTER TABLE customer ADD COLUMN full_name VARCHAR(20); "
                + (kind == DatabaseKind.POSTGRESQL ? "ALTER TABLE customer ALTER COLUMN name DROP NOT NULL"
                        : "ALTER TABLE customer MODIFY name VARCHAR(20) NULL"));
        Files.writeString(second.resolve("3_contract.sql"),
                "-- schema-migrations: deploy=post\nALTER TABLE customer DROP COLUMN name");
    }

    private JavaProcess start(Path scripts, String column, int firstId, String postDeploy) throws IOException {
        JavaProcess release = JavaProcess.start(ReleaseProcess.class, database.url(), database.user(), database.password(),
                scripts.toString(), kind.name().toLowerCase(Locale.ROOT), column, Integer.toString(firstId), postDeploy);
        release.awaitLine("serving");
        return release;
    }

    private static String end(JavaProcess release) throws IOException, InterruptedException {
        release.goOn();
        String requests = release.output().readLine();
        assertThat(release.exitCode()).isZero();
        return requests;
    }

    private static void serve() throws InterruptedException {
        Thread.sleep(A_WHILE.toMillis());
    }

    @Test
    void no_request_of_either_release_fails_when_the_contracting_migration_is_held() throws Exception {
        try (JavaProcess older = start(first, "name", 1, "HOLD")) {
            serve();
            try (JavaProcess newer = start(second, "full_name", 1_000_000_000, "HOLD")) {
                serve();
                SchemaMigrations release = database.migrations().directory(second, kind.name().toLowerCase(Locale.ROOT))
                        .databaseLockTimeout(Duration.ofSeconds(1)).lockRetries(10).build();
                assertThat(release.status().idsIn(MigrationState.HELD)).containsExactly(MigrationId.of("3_contract"));

                assertThat(end(older)).matches("[1-9][0-9]* answered, 0 failed");
                assertThat(MigrateTest.ids(release.migrate(Target.latest().withPostDeploy()))).containsExactly("3_contract");
                serve();
                assertThat(end(newer)).matches("[1-9][0-9]* answered, 0 failed");
            }
        }
        assertThat(database.query("SELECT count(*) FROM information_schema.columns WHERE table_name = 'customer'"
                + " AND column_name = 'name' AND table_schema = "
                + (kind == DatabaseKind.POSTGRESQL ? "'public'" : "DATABASE()")))
                .containsExactly("0");
    }

    @Test
    void requests_of_the_older_release_fail_when_it_is_not_held() throws Exception {
        try (JavaProcess older = start(first, "name", 1, "HOLD");
                JavaProcess newer = start(second, "full_name", 1_000_000_000, "APPLY")) {
            serve();
            assertThat(end(older)).doesNotEndWith(" 0 failed");
            assertThat(end(newer)).matches("[1-9][0-9]* answered, 0 failed");
        }
    }
}
