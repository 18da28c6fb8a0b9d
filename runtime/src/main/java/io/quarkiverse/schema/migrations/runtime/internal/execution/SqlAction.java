package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;

/** Something that is done on a database. */
@FunctionalInterface
interface SqlAction<T> {

    T run() throws SQLException;
}
