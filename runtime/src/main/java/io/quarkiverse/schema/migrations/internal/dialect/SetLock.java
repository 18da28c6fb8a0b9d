package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;
import java.util.List;

/** Makes this the only runner of a set on a database, until it is closed or its process ends. */
@FunctionalInterface
public interface SetLock extends AutoCloseable {

    /** The statements that bring the session back to what it was when the lock was taken, where a run needs to be told. */
    default List<String> restore() {
        return List.of();
    }

    @Override
    void close() throws SQLException;
}
