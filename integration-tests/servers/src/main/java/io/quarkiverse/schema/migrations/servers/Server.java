package io.quarkiverse.schema.migrations.servers;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

import org.jboss.logging.Logger;

/**
 * What the tests of an application may run on when there is no container engine: the server that {@code TEST_<NAME>_URL}
 * names, for JDBC, with {@code …_USER} and {@code …_PASSWORD}, whose user may create databases; else one that comes out of a
 * Maven artifact, so that no test is ever skipped. There is no MySQL in an artifact of bearable size: unless one is named,
 * MySQL's driver meets a MariaDB.
 */
public enum Server {
    POSTGRESQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", "an embedded PostgreSQL") {
        @Override
        Database start() {
            return EmbeddedPostgresql.start();
        }
    },
    MYSQL("DROP DATABASE IF EXISTS %s", "an embedded MariaDB through MySQL's driver") {
        @Override
        Database start() {
            return EmbeddedMariadb.start("jdbc:mysql");
        }
    },
    MARIADB("DROP DATABASE IF EXISTS %s", "an embedded MariaDB") {
        @Override
        Database start() {
            return EmbeddedMariadb.start("jdbc:mariadb");
        }
    };

    private static final Logger LOG = Logger.getLogger(Server.class);

    private final String drop;
    private final String embedded;

    Server(String drop, String embedded) {
        this.drop = drop;
        this.embedded = embedded;
    }

    /** Starts one that ends with this JVM. */
    abstract Database start();

    /** The server that the environment names. */
    public Optional<Database> named() {
        String prefix = "TEST_" + name() + "_";
        return Optional.ofNullable(System.getenv(prefix + "URL")).filter(url -> !url.isBlank())
                .map(url -> new Database(url, System.getenv().getOrDefault(prefix + "USER", "test"),
                        System.getenv().getOrDefault(prefix + "PASSWORD", "")));
    }

    /**
     * An empty database on the server that is named, or else on an embedded one. It stays, for whoever wants to look at it,
     * and the next one of its name replaces it.
     */
    public Database empty(String name) {
        Database server = named().orElseGet(() -> Database.once("server." + name(), this::start));
        LOG.infof("Tests use %s at %s", named().isPresent() ? "the named " + name() : embedded, server.url());
        try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
            for (String sql : List.of(String.format(drop, name), "CREATE DATABASE " + name)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No database can be made at " + server.url(), e);
        }
        return server.named(name);
    }

    /** Not by the driver manager, which knows nothing of the class loaders of a Quarkus test. */
    private static Connection connect(Database server) throws SQLException {
        Properties login = new Properties();
        login.put("user", server.user());
        login.put("password", server.password());
        for (Driver driver : ServiceLoader.load(Driver.class, Server.class.getClassLoader())) {
            if (driver.acceptsURL(server.url())) {
                return driver.connect(server.url(), login);
            }
        }
        throw new SQLException("No driver for " + server.url());
    }
}
