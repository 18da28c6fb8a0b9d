package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

/**
 * As many tenants as {@code -Dtenants} says, on PostgreSQL. With {@code -Dpsql=<path>} the log tells how long psql takes for
 * the same scripts: a process for each schema, and all of it in one session.
 */
class ManyTenantsTest {

    private static final Logger LOG = Logger.getLogger(ManyTenantsTest.class);
    private static final int TENANTS = Integer.getInteger("tenants", 20);
    private static final int MIGRATIONS = 10;

    @TempDir
    Path folder;

    private final ServerDatabase database = Servers.postgresql();

    private static String script(int i) {
        return """
                CREATE TABLE t%1$d (id int PRIMARY KEY, name text NOT NULL);
                INSERT INTO t%1$d VALUES (1, 'one');
                CREATE INDEX i%1$d ON t%1$d (name);
                ALTER TABLE t%1$d ADD COLUMN note text;
                """.formatted(i);
    }

    private SchemaMigrationsBuilder migrations(List<String> schemas) {
        SchemaMigrationsBuilder builder = database.migrations().schemas(schemas);
        IntStream.rangeClosed(1, MIGRATIONS).forEach(i -> builder.migration("%02d".formatted(i), script(i)));
        return builder;
    }

    private static List<String> tenants(String prefix) {
        return IntStream.rangeClosed(1, TENANTS).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void every_tenant_is_migrated() throws Exception {
        Duration inTurn = time("in turn", () -> migrations(tenants("turn")).build().migrate());
        Duration nothing = time("nothing pending", () -> migrations(tenants("turn")).build().migrate());
        Duration parallel = time("4 at a time", () -> migrations(tenants("four")).parallel(4).build().migrate());

        assertThat(database.query("SELECT count(*) FROM pg_tables WHERE tablename = 't10'")).containsExactly("" + 2 * TENANTS);
        assertThat(nothing).isLessThan(inTurn);
        if (System.getProperty("psql") != null) {
            Duration processes = time("psql, a process a schema", this::psqlProcesses);
            Duration session = time("psql, one session", this::psqlSession);
            LOG.infof("ours in turn: %.2f of psql's processes, %.2f of its session; 4 at a time: %.2f and %.2f",
                    ratio(inTurn, processes), ratio(inTurn, session), ratio(parallel, processes), ratio(parallel, session));
        }
    }

    private static double ratio(Duration a, Duration b) {
        return (double) a.toNanos() / b.toNanos();
    }

    private Duration time(String what, Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        LOG.infof("%d schemas, %d migrations each, %s: %d ms", TENANTS, MIGRATIONS, what, took.toMillis());
        return took;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private void psqlProcesses() throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (int i = 1; i <= MIGRATIONS; i++) {
            files.addAll(List.of("-f", Files.writeString(folder.resolve(i + ".sql"), inTransaction(i)).toString()));
        }
        for (String schema : tenants("process")) {
            List<String> arguments = new ArrayList<>(List.of("-c", "CREATE SCHEMA " + schema, "-c",
                    "SET search_path TO " + schema));
            arguments.addAll(files);
            psql(arguments);
        }
    }

    private void psqlSession() throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (String schema : tenants("session")) {
            all.append("CREATE SCHEMA ").append(schema).append(";\nSET search_path TO ").append(schema).append(";\n");
            IntStream.rangeClosed(1, MIGRATIONS).forEach(i -> all.append(inTransaction(i)));
        }
        psql(List.of("-f", Files.writeString(folder.resolve("all.sql"), all).toString()));
    }

    private static String inTransaction(int i) {
        return "BEGIN;\n" + script(i) + "COMMIT;\n";
    }

    private void psql(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1",
                database.url().replace("jdbc:", "").replace("://", "://" + database.user() + ":" + database.password() + "@")));
        command.addAll(arguments);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
