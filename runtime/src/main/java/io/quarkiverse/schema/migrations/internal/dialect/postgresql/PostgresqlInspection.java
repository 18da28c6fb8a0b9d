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
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What cannot run in the transaction that the history shares, or beside it. */
final class PostgresqlInspection implements ScriptInspection {

    private final TransactionMode mode;
    private final OwnTransaction own = new OwnTransaction();

    PostgresqlInspection(TransactionMode mode) {
        this.mode = mode;
    }

    @Override
    public Optional<String> objection(SqlStatement statement) {
        PostgresqlWords words = PostgresqlWords.of(statement);
        if (words.releasesLocks()) {
            return Optional.of("this releases the lock that keeps other processes out: take it out of the script");
        }
        return switch (mode) {
            case TRANSACTION -> inTransaction(statement, words);
            case NONE -> stepwise(words);
        };
    }

    private Optional<String> inTransaction(SqlStatement statement, PostgresqlWords words) {
        if (words.refusedInTransaction()) {
            return Optional.of(own.refusal("PostgreSQL"));
        }
        own.see(statement, words.role());
        return Optional.empty();
    }

    private static Optional<String> stepwise(PostgresqlWords words) {
        return words.setsWhatTheDriverRefuses()
                ? Optional.of("PostgreSQL's JDBC driver closes its connection when a session has another DateStyle than ISO or"
                        + " another client_encoding than UTF8: take it out of the script; scripts are UTF-8, and ISO dates"
                        + " mean the same in every DateStyle")
                : Optional.empty();
    }

    @Override
    public OwnTransaction ownTransaction() {
        return own;
    }

    /** Nothing is prepared for a transaction, as that would cost a round trip: it sets the limits itself and cleans up. */
    @Override
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        return switch (mode) {
            case TRANSACTION -> new PostgresqlTransaction(connection, lock.restore(), own, limits);
            case NONE -> new PostgresqlStepwise(connection, limits);
        };
    }
}
