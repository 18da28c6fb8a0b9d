package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;

/** Something that is done on a database. */
@FunctionalInterface
interface SqlAction<T> {

    T run() throws SQLException;
}
