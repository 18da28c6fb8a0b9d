package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What SQLite needs to know of a script that runs in one transaction. */
final class SqliteTransactionalInspection implements ScriptInspection {

    private static final String DIRECTIVE = "'-- schema-migrations: transaction=none'";

    private final RebuiltTables rebuilt = new RebuiltTables();
    private final OwnTransaction own = new OwnTransaction();
    private boolean touchesSession;
    private String foreignKeys;

    @Override
    public Optional<String> objection(SqlStatement statement) {
        SqliteWords words = SqliteWords.of(statement);
        if (words.refusedInTransaction()) {
            return Optional.of(own.isOpen()
                    ? "SQLite does not run this inside a transaction, and the script begins one in line " + own.line()
                            + ": put it into a migration of its own with " + DIRECTIVE + " at the head of its script"
                    : "SQLite does not run this inside a transaction: put " + DIRECTIVE + " at the head of the script");
        }
        own.see(statement, words.role());
        note(words);
        return Optional.empty();
    }

    @Override
    public OwnTransaction ownTransaction() {
        return own;
    }

    private void note(SqliteWords words) {
        touchesSession |= words.touchesSession();
        if (foreignKeys == null && words.pragma().filter("FOREIGN_KEYS"::equals).isPresent()) {
            foreignKeys = words.pragmaValue().orElse(null);
        }
        rebuilt.note(words);
    }

    @Override
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        Optional<Duration> lockTimeout = limits.databaseLock();
        Optional<SessionSettings> settings = touchesSession || lockTimeout.isPresent()
                ? Optional.of(SessionSettings.remember(connection))
                : Optional.empty();
        Optional<ForeignKeys> keys = foreignKeys == null ? Optional.empty()
                : Optional.of(ForeignKeys.set(connection, foreignKeys));
        return new SqliteTransaction(new SqliteScope(connection, rebuilt, keys, settings, lockTimeout),
                SqlRunner.on(connection, limits.statement()));
    }

    @Override
    public void seeCode() {
        touchesSession = true;
    }
}
