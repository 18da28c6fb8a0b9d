package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.DatabaseException;

/** PgBouncer between us and PostgreSQL; where the program is installed. */
class PgBouncerTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final ServerDatabase database = Servers.postgresql();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "transaction", "session" })
    void is_refused_by_name_unless_nothing_is_pending(String pooling) throws Exception {
        assumeThat(PROGRAM).as("PgBouncer is not installed (Debian's package pgbouncer)").isExecutable();
        int port = freePort();
        Process bouncer = start(port, pooling);
        try {
            ServerDatabase pooled = reached(port);
            // the number that PgBouncer gives in place of a process is random, and may be negative
            assertThatThrownBy(pooled.migrations().migration("1", "CREATE TABLE shop (a int)").build()::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageMatching("Between this application and PostgreSQL stands a connection pooler, such as PgBouncer,"
                            + " that gives no session of its own \\(connected to process -?\\d+, answered by \\d+\\), so no lock would"
                            + " hold; nothing was run\\. Let the migrations connect to the server itself: set jdbc-url");
            assertThat(database.tables()).isEmpty();

            database.migrations().migration("1", "CREATE TABLE shop (a int)").build().migrate();
            assertThat(pooled.migrations().migration("1", "CREATE TABLE shop (a int)").build().migrate().done()).isEmpty();
        } finally {
            bouncer.destroyForcibly().waitFor();
        }
    }

    private ServerDatabase reached(int port) {
        // without names on the server, which the next session of the pool would not know
        return new ServerDatabase(database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + port + "/"), database.user(),
                database.password(), database.name(), database.tablesQuery()).with("prepareThreshold=0&sslmode=disable");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(int port, String pooling) throws Exception {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        Path settings = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.getPort(), database.user(), database.password(), port, pooling));
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody")); // it refuses to run as root
        }
        command.add(settings.toString());
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (process.isAlive() && !answers(port)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        return process;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
