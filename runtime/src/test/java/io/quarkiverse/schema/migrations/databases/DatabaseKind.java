package io.quarkiverse.schema.migrations.databases;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of databases that tests run on, as the parameter of a test class. */
public enum DatabaseKind {
    SQLITE,
    POSTGRESQL,
    MYSQL,
    MARIADB;

    /** As Quarkus spells it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * An empty database of this kind.
     *
     * @param directory where SQLite may put its file
     */
    public TestDatabase empty(Path directory) {
        return this == SQLITE ? SqliteFile.in(directory) : onServer();
    }

    /** An empty database of this kind, which has a server. */
    public ServerDatabase onServer() {
        return switch (this) {
            case SQLITE -> throw new IllegalStateException("SQLite has no server");
            case POSTGRESQL -> Servers.postgresql();
            case MYSQL -> Servers.mysql();
            case MARIADB -> Servers.mariadb();
        };
    }
}
