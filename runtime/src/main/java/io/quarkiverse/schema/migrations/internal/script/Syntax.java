package io.quarkiverse.schema.migrations.internal.script;

import java.util.Map;

/** Whose shell a script is written for. */
public enum Syntax {

    SQLITE,
    POSTGRESQL,
    MYSQL,
    MARIADB;

    /**
     * A shell at the beginning of a script.
     *
     * @param session what the session says about how to read a script, by names that depend on the database; what it does not
     *        say is as in a server with default settings
     */
    Shell shell(Map<String, String> session) {
        return switch (this) {
            case SQLITE -> new SqliteShell();
            case POSTGRESQL -> new PostgresqlShell(session);
            case MYSQL, MARIADB -> new MysqlShell(this, session);
        };
    }
}
