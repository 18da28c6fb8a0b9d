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
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What SQLite needs to know of a script beforehand: what it does to the session, and which tables it rebuilds. */
final class SqliteInspection implements ScriptInspection {

    private final TransactionMode mode;
    private final RebuiltTables rebuilt = new RebuiltTables();
    private final OwnTransaction own = new OwnTransaction();
    private boolean touchesSession;
    private String foreignKeys;

    SqliteInspection(TransactionMode mode) {
        this.mode = mode;
    }

    @Override
    public Optional<String> objection(SqlStatement statement) {
        SqliteWords words = SqliteWords.of(statement);
        touchesSession |= words.touchesSession();
        rebuilt.note(words);
        return switch (mode) {
            case TRANSACTION -> inTransaction(statement, words);
            case NONE -> words.endsWriting()
                    ? Optional.of("the progress of the script could not be noted after this: remove it")
                    : Optional.empty();
        };
    }

    private Optional<String> inTransaction(SqlStatement statement, SqliteWords words) {
        if (words.refusedInTransaction()) {
            return Optional.of(own.refusal("SQLite"));
        }
        own.see(statement, words.role());
        if (foreignKeys == null && words.pragma().filter("FOREIGN_KEYS"::equals).isPresent()) {
            foreignKeys = words.pragmaValue().orElse(null);
        }
        return Optional.empty();
    }

    @Override
    public OwnTransaction ownTransaction() {
        return own;
    }

    @Override
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        Optional<Duration> lockTimeout = limits.databaseLock();
        Optional<SessionSettings> settings = touchesSession || lockTimeout.isPresent()
                ? Optional.of(SessionSettings.remember(connection))
                : Optional.empty();
        Optional<ForeignKeys> keys = foreignKeys == null ? Optional.empty()
                : Optional.of(ForeignKeys.set(connection, foreignKeys));
        SqliteScope scope = new SqliteScope(connection, rebuilt, keys, settings, lockTimeout);
        SqlRunner runner = SqlRunner.on(connection, limits.statement());
        return switch (mode) {
            case TRANSACTION -> new SqliteTransaction(scope, runner);
            case NONE -> new SqliteStepwise(scope, runner);
        };
    }

    @Override
    public void seeCode() {
        touchesSession = true;
    }
}
