package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

/** Makes this the only runner of a set on a database, until it is closed or its process ends. */
public interface SetLock extends AutoCloseable {

    /** Opens the transaction in which one script is to run; it is not begun yet. */
    ScriptTransaction transaction(ScriptLimits limits) throws SQLException;

    @Override
    void close() throws SQLException;
}
