package io.quarkiverse.schema.migrations.runtime.internal.dialect;

import java.sql.SQLException;

/** Makes this the only runner of a set on a database, until it is closed or its process ends. */
public interface SetLock extends AutoCloseable {

    @Override
    void close() throws SQLException;
}
