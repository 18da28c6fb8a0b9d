package io.quarkiverse.schema.migrations.runtime.internal.script;

import java.util.function.Supplier;

/** Whose shell a script is written for. */
public enum Syntax {

    SQLITE(SqliteShell::new),
    POSTGRESQL(PostgresqlShell::new),
    MYSQL(() -> new MysqlShell(ExecutableComments.OF_MYSQL)),
    MARIADB(() -> new MysqlShell(ExecutableComments.OF_MARIADB));

    private final Supplier<Shell> shell;

    Syntax(Supplier<Shell> shell) {
        this.shell = shell;
    }

    /** A shell at the beginning of a script. */
    Shell shell() {
        return shell.get();
    }
}
