package io.quarkiverse.schema.migrations.testing.host;

import io.quarkiverse.schema.migrations.testing.catalogue.Kind;

/** Finds out where tests get their databases from. */
public final class Hosts {

    private static final String SQLITE = "jdbc:sqlite:";

    private Hosts() {
    }

    /**
     * The host that a URL names.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static Host at(String url, String user, String password) {
        if (url.startsWith(SQLITE)) {
            return new OwnDatabases(sqlite(url.substring(SQLITE.length())));
        }
        ServerUrl server = ServerUrl.of(url);
        String scheme = server.before().split(":")[1];
        return new OwnDatabases(switch (scheme) {
            case "postgresql" -> new PostgresqlDatabases(server, user, password);
            case "mysql" -> new MysqlDatabases(Kind.MYSQL, server, user, password);
            case "mariadb" -> new MysqlDatabases(Kind.MARIADB, server, user, password);
            default -> throw new IllegalArgumentException("'jdbc:" + scheme
                    + "' is none of the databases that can be migrated: jdbc:sqlite, jdbc:postgresql, jdbc:mysql, jdbc:mariadb");
        });
    }

    private static Databases sqlite(String rest) {
        String file = rest.replaceFirst("\\?.*", "");
        String options = rest.substring(file.length());
        return switch (file) {
            case "" -> new SqliteFiles(options);
            case ":memory:" -> new SqliteMemory(options.replaceFirst("\\?", ""));
            default -> throw new IllegalArgumentException(
                    "'" + SQLITE + file + "' names a file, and tests make files of their own: say "
                            + SQLITE + " or " + SQLITE + ":memory:, with options behind a question mark");
        };
    }
}
