package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * The server killed at a random moment inside 25 migrations and started again. For the MySQL that is named, with the
 * system properties {@code server.kill} and {@code server.restart}, the commands, and {@code server.kills}, how many times.
 */
@EnabledIfSystemProperty(named = "server.kill", matches = ".+")
class MysqlServerKillTest {

    private static final Logger LOG = Logger.getLogger(MysqlServerKillTest.class);

    @TempDir
    Path directory;

    @Test
    void a_killed_server_leaves_nothing_wrong_and_says_what_it_cannot_know() throws Exception {
        Random random = new Random();
        int asked = 0;
        for (int i = 0; i < Integer.getInteger("server.kills", 3); i++) {
            ServerDatabase database = Servers.mysql();
            KillableScripts scripts = KillableScripts.in(directory.resolve("scripts" + i), DatabaseKind.MYSQL);
            SchemaMigrationsBuilder migrations = database.migrations().directory(scripts.directory(), "mysql");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> migrations.build().migrate());
            thread.shutdown();
            Thread.sleep(random.nextInt(1500));
            run("server.kill");
            thread.awaitTermination(30, TimeUnit.SECONDS);
            assertThat(run).isDone();
            run("server.restart");
            asked += finish(database, migrations, scripts);
        }
        LOG.infof("asked what became of a statement: %d times", asked);
    }

    private static int finish(ServerDatabase database, SchemaMigrationsBuilder migrations, KillableScripts scripts) {
        try {
            migrations.build().migrate();
        } catch (InterruptedMigrationException e) {
            // a section that locks tables, killed between its commit and its progress
            assertThat(e).hasMessageContaining("LOCK TABLES");
            return 1;
        }
        scripts.assertThatAllRanOnce(database);
        return 0;
    }

    private static void run(String property) throws Exception {
        Process process = new ProcessBuilder(List.of("sh", "-c", System.getProperty(property))).redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
