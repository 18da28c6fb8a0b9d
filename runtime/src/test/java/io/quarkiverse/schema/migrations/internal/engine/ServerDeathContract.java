package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.OwnServer;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * The server killed, or stopped, at a random moment inside 25 migrations, and started again. How many times says the system
 * property {@code server.kills}; a few in the ordinary build.
 */
@Timeout(3600)
abstract class ServerDeathContract {

    private static final Logger LOG = Logger.getLogger(ServerDeathContract.class);
    private static final int KILLS = Integer.getInteger("server.kills", 3);

    @TempDir
    Path directory;

    abstract OwnServer server();

    /** What may be asked for when nothing else is known of the statement. */
    abstract String unknowable();

    abstract DatabaseKind kind();

    /** A statement that takes some seconds. */
    abstract String sleep(int seconds);

    /** Asks for who is in such a statement. */
    abstract String sleeper();

    abstract String messageOfDeath();

    @FunctionalInterface
    private interface End {
        void of(OwnServer server) throws Exception;
    }

    @Test
    void a_killed_server_leaves_nothing_wrong_and_says_what_it_cannot_know() throws Exception {
        endOften(OwnServer::kill);
    }

    @Test
    void a_server_that_is_stopped_leaves_nothing_wrong() throws Exception {
        endOften(OwnServer::stop);
    }

    @Test
    void a_message_says_how_to_go_on() throws Exception {
        ServerDatabase database = server().database();
        SchemaMigrationsBuilder migrations = database.migrations().migration("1", "CREATE TABLE a (x INT)")
                .migration("2", "CREATE TABLE b (x INT); " + sleep(2));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<RunReport> run = thread.submit(() -> migrations.build().migrate());
        thread.shutdown();
        while (!run.isDone() && database.query(sleeper()).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        server().kill();

        assertThatThrownBy(run::get).hasCauseInstanceOf(MigrationFailedException.class).hasMessageMatching(messageOfDeath());
        server().start();
        assertThat(migrations.build().migrate().done()).hasSize(1);
        assertThat(database.tables()).containsExactlyInAnyOrder("a", "b", "schema_migrations_history");
    }

    private void endOften(End end) throws Exception {
        Random random = new Random();
        int asked = 0;
        int inTheMiddle = 0;
        for (int i = 0; i < KILLS; i++) {
            ServerDatabase database = server().database();
            KillableScripts scripts = KillableScripts.in(directory.resolve("s" + i), kind());
            SchemaMigrationsBuilder migrations = database.migrations().directory(scripts.directory(), kind().key());
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<RunReport> run = thread.submit(() -> migrations.build().migrate());
            thread.shutdown();
            thread.awaitTermination(random.nextInt(1500), TimeUnit.MILLISECONDS);
            end.of(server());
            assertThat(thread.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            server().start();
            inTheMiddle += isCutOff(run) ? 1 : 0;
            asked += finish(database, migrations, scripts);
        }
        LOG.infof("ended in the middle: %d of %d; asked what became of a statement: %d times", inTheMiddle, KILLS, asked);
    }

    private static boolean isCutOff(Future<RunReport> run) throws InterruptedException {
        try {
            run.get();
            return false;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(SchemaMigrationsException.class);
            return true;
        }
    }

    private int finish(ServerDatabase database, SchemaMigrationsBuilder migrations, KillableScripts scripts) {
        assertThat(migrations.build().status().idsIn(MigrationState.RUNNING)).isEmpty();
        try {
            migrations.build().migrate();
        } catch (InterruptedMigrationException e) {
            assertThat(e).hasMessageContaining(unknowable()).hasMessageContaining("command=resolve");
            return 1;
        }
        scripts.assertThatAllRanOnce(database);
        return 0;
    }
}
