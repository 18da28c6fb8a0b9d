package io.quarkiverse.schema.migrations.engine;

import java.nio.file.Path;
import java.util.function.Function;

/** The kinds of databases that tests run on, as the parameter of a test class. */
enum DatabaseKind {
    SQLITE(SqliteFile::in),
    POSTGRESQL(directory -> Servers.postgresql()),
    MYSQL(directory -> Servers.mysql()),
    MARIADB(directory -> Servers.mariadb());

    private final Function<Path, TestDatabase> maker;

    DatabaseKind(Function<Path, TestDatabase> maker) {
        this.maker = maker;
    }

    /**
     * An empty database of this kind.
     *
     * @param directory where SQLite may put its file
     */
    TestDatabase empty(Path directory) {
        return maker.apply(directory);
    }
}
