package io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ImmediateTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;

/** A runner that needs no lock of its own, because every transaction locks the database by itself. */
record UnlockedRunner(Dialect dialect, Connection connection) implements SetLock {

    @Override
    public ScriptTransaction transaction(ScriptLimits limits) throws SQLException {
        return new ImmediateTransaction(dialect, connection, limits);
    }

    @Override
    public void close() {
        // there is nothing to free
    }
}
