package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.ImmediateTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;

/**
 * A runner at work.
 *
 * @param lockFile empty when every step is a transaction, which locks the database by itself
 */
record SqliteRunner(Dialect dialect, Connection connection, Optional<MigrationsLockFile> lockFile) implements SetLock {

    @Override
    public ScriptTransaction transaction(ScriptLimits limits) throws SQLException {
        return new ImmediateTransaction(dialect, connection, limits);
    }

    @Override
    public void close() throws SQLException {
        if (lockFile.isPresent()) {
            lockFile.get().close();
        }
    }
}
