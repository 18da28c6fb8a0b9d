package io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ImmediateTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;

/**
 * What makes a runner the only one: every transaction locks the database by itself, and a file what runs outside of them.
 *
 * @param file empty when nothing runs outside of transactions
 */
record SqliteLock(Dialect dialect, Connection connection, Optional<MigrationsLockFile> file) implements SetLock {

    @Override
    public ScriptTransaction transaction(ScriptLimits limits) throws SQLException {
        return new ImmediateTransaction(dialect, connection, limits);
    }

    @Override
    public void close() throws SQLException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
