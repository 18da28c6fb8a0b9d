package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

/** The lock by which another tool keeps others out, held until it is closed or the connection ends. */
@FunctionalInterface
public interface ForeignLock extends AutoCloseable {

    /** What there is to hold where a tool, or a database, knows no such lock. */
    ForeignLock NONE = () -> {
    };

    @Override
    void close() throws SQLException;
}
