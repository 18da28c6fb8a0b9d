package io.quarkiverse.schema.migrations.servers;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

import org.jboss.logging.Logger;

/**
 * What tests run on when there is no container engine: the server that {@code TEST_<NAME>_URL} names, for JDBC, with
 * {@code …_USER} and {@code …_PASSWORD}, whose user may create databases; else one that comes out of a Maven artifact, at
 * most one of each in a JVM. There is no such artifact of MySQL: unless one is named, MySQL's driver meets a MariaDB.
 */
public enum Server {
    POSTGRESQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", "current_schema()", "an embedded PostgreSQL") {
        @Override
        Database embedded() {
            return EmbeddedPostgresql.start();
        }
    },
    MYSQL("DROP DATABASE IF EXISTS %s", "database()", "an embedded MariaDB through MySQL's driver") {
        @Override
        Database embedded() {
            return EmbeddedMariadb.through("jdbc:mysql");
        }
    },
    MARIADB("DROP DATABASE IF EXISTS %s", "database()", "an embedded MariaDB") {
        @Override
        Database embedded() {
            return EmbeddedMariadb.through("jdbc:mariadb");
        }
    };

    private static final Logger LOG = Logger.getLogger(Server.class);

    private final String drop;
    private final String schema;
    private final String embedded;

    Server(String drop, String schema, String embedded) {
        this.drop = drop;
        this.schema = schema;
        this.embedded = embedded;
    }

    /** One that ends with this JVM. */
    abstract Database embedded();

    /** The server that the environment names. */
    public Optional<Database> named() {
        String prefix = "TEST_" + name() + "_";
        return Optional.ofNullable(System.getenv(prefix + "URL")).filter(url -> !url.isBlank())
                .map(url -> new Database(url, System.getenv().getOrDefault(prefix + "USER", "test"),
                        System.getenv().getOrDefault(prefix + "PASSWORD", "")));
    }

    /** A database on the server that is named, or else on an embedded one, which is started when the first asks. */
    public Database running() {
        return Database.once("server." + name(), () -> {
            Database server = named().orElseGet(this::embedded);
            LOG.infof("Tests use %s at %s", named().isPresent() ? "the named " + name() : embedded, server.url());
            return server;
        });
    }

    /**
     * An empty database on {@link #running()}. It stays, for whoever wants to look at it, and the next one of its name
     * replaces it; not that of another kind, which may be on the same server.
     */
    public Database empty(String name) {
        return empty(running(), name + "_" + name().toLowerCase(Locale.ROOT));
    }

    /** The same on another server of this kind. */
    public Database empty(Database server, String name) {
        drop(server, name);
        execute(server, "CREATE DATABASE " + name);
        return server.named(name);
    }

    /** Drops a database, if it is there, whoever is connected to it. */
    public void drop(Database server, String name) {
        execute(server, String.format(drop, name));
    }

    /** A query for the names of all tables of the database that it is asked in. */
    public String tablesQuery() {
        return "SELECT table_name FROM information_schema.tables WHERE table_schema = " + schema
                + " AND table_type = 'BASE TABLE'";
    }

    static void execute(Database server, String sql) {
        try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("'" + sql + "' fails at " + server.url(), e);
        }
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
