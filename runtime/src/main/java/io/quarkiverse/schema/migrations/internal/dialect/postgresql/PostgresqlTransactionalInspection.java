package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What cannot run in the transaction that the history shares. */
final class PostgresqlTransactionalInspection implements ScriptInspection {

    static final String RELEASES_LOCKS = "this releases the lock that keeps other processes out: take it out of the script";

    private static final String DIRECTIVE = "'-- schema-migrations: transaction=none'";

    private final OwnTransaction own = new OwnTransaction();

    @Override
    public Optional<String> objection(SqlStatement statement) {
        PostgresqlWords words = PostgresqlWords.of(statement);
        if (words.releasesLocks()) {
            return Optional.of(RELEASES_LOCKS);
        }
        if (words.refusedInTransaction()) {
            return Optional.of(own.isOpen()
                    ? "PostgreSQL does not run this inside a transaction, and the script begins one in line " + own.line()
                            + ": put it into a migration of its own with " + DIRECTIVE + " at the head of its script"
                    : "PostgreSQL does not run this inside a transaction: put " + DIRECTIVE + " at the head of the script");
        }
        own.see(statement, words.role());
        return Optional.empty();
    }

    @Override
    public OwnTransaction ownTransaction() {
        return own;
    }

    /** Nothing is prepared, as that would cost a round trip: the transaction itself sets the limits and cleans up. */
    @Override
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        return new PostgresqlTransaction(connection, lock.restore(), own, limits);
    }
}
