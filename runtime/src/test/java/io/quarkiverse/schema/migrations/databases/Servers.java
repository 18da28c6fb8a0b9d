package io.quarkiverse.schema.migrations.databases;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

/**
 * Databases on real servers, each of one test alone and dropped when the tests have ended. Containers are left to the
 * applications among the integration tests, which take them from Dev Services.
 */
public final class Servers {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Servers() {
    }

    /** An empty database on PostgreSQL. */
    public static ServerDatabase postgresql() {
        return empty(Server.POSTGRESQL, Server.POSTGRESQL.running());
    }

    /** An empty database through MySQL's driver; on a MySQL when one is named. */
    public static ServerDatabase mysql() {
        return empty(Server.MYSQL, Server.MYSQL.running());
    }

    /** An empty database on MariaDB. */
    public static ServerDatabase mariadb() {
        return empty(Server.MARIADB, Server.MARIADB.running());
    }

    /** An empty database on a server of which a database is given. */
    public static ServerDatabase empty(Server kind, Database server) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        Database database = kind.empty(server, name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(kind, server, name)));
        return new ServerDatabase(database.url(), database.user(), database.password(), name, kind.tablesQuery());
    }

    private static void drop(Server kind, Database server, String name) {
        try {
            kind.drop(server, name);
        } catch (IllegalStateException e) {
            // the server has gone already
        }
    }

    /** Whether the database of {@link #mysql()} is on a MySQL, not on a MariaDB. */
    public static boolean hasMysql() {
        return Server.MYSQL.named().isPresent();
    }

    /** The tool that dumps a database of {@link #mysql()}. */
    public static ServerTool mysqlDump() {
        return hasMysql() ? ServerTool.in(Path.of(System.getenv().getOrDefault("TEST_MYSQL_BIN", "/usr/bin")), "mysqldump")
                : mariadbDump();
    }

    /** The tool that dumps a database of {@link #mariadb()}. */
    public static ServerTool mariadbDump() {
        String named = System.getenv("TEST_MARIADB_BIN");
        return ServerTool.in(named == null ? Path.of(mariadb().query("SELECT @@basedir").get(0), "bin") : Path.of(named),
                "mariadb-dump");
    }
}
