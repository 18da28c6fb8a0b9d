package io.quarkiverse.schema.migrations.servers;

import java.util.Map;

import org.jboss.logging.Logger;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Runs an application on a server: on the one that is named; else, with a container engine, on what Dev Services start,
 * which is why the applications configure no URL; else on an embedded one. The log says which.
 */
public abstract class OnServer implements QuarkusTestProfile {

    private static final Logger LOG = Logger.getLogger(OnServer.class);
    private static final String DATABASE = "application_under_test";

    private final Server server;

    /** @param server the kind of server */
    protected OnServer(Server server) {
        this.server = server;
    }

    /** Asked more than once. A profile's settings are known early enough to keep Dev Services from starting a container. */
    @Override
    public Map<String, String> getConfigOverrides() {
        if (server.named().isEmpty() && ContainerEngine.answers()) {
            LOG.infof("Tests use a container of Dev Services for %s", server);
            return Map.of();
        }
        Database database = Database.once("database." + server, () -> server.empty(DATABASE));
        return Map.of("quarkus.datasource.jdbc.url", database.url(), "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    /** On PostgreSQL. */
    public static final class Postgresql extends OnServer {
        /** For JUnit. */
        public Postgresql() {
            super(Server.POSTGRESQL);
        }
    }

    /** On MySQL. */
    public static final class Mysql extends OnServer {
        /** For JUnit. */
        public Mysql() {
            super(Server.MYSQL);
        }
    }

    /** On MariaDB. */
    public static final class Mariadb extends OnServer {
        /** For JUnit. */
        public Mariadb() {
            super(Server.MARIADB);
        }
    }
}
