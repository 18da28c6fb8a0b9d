package io.quarkiverse.schema.migrations.runtime.command;

import io.quarkiverse.schema.migrations.error.ActiveTransactionException;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.CleanRefusedException;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkus.runtime.PreventFurtherStepsException;

/** With what a command that was given to an application exits. 1 is Quarkus's own, for a start that failed otherwise. */
public enum ExitCode {
    /** It was done, or there was nothing to do. */
    DONE(0),
    /** The command, its target or another setting cannot be meant. */
    WRONG_CALL(2),
    /**
     * Sources and history disagree, or another tool has a history here; nothing was run. Also what {@code validate} exits with
     * when it has found something.
     */
    REFUSED(3),
    /** A migration failed. */
    FAILED(4),
    /** A migration was interrupted earlier and must be resolved manually. */
    INTERRUPTED(5),
    /** The scripts are wrong, or cannot run in the way they ask for; nothing was run. */
    UNSUITABLE(6),
    /** Another runner, or another user of the database, did not finish in time. */
    LOCKED(7),
    /** The database cannot be reached, failed, or holds a history that cannot be used. */
    DATABASE(8),
    /** A listener stopped the run. */
    VETOED(9),
    /** {@code validate} was to require that nothing is pending, and migrations are. */
    PENDING(10),
    /** {@code drift} has found that the schema is not what the applied migrations lead to. */
    DRIFT(11);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** What the process exits with. */
    public int code() {
        return code;
    }

    /**
     * Returns what to throw from a start so that the application ends with this code and the message on standard error. Quarkus
     * waits for ever when the cause stands alone.
     */
    public RuntimeException end(String message) {
        return new IllegalStateException(message, new PreventFurtherStepsException(message, code));
    }

    /** The code for a failure. */
    public static ExitCode of(SchemaMigrationsException failure) {
        if (failure instanceof SchemasFailedException several) {
            // stopped before the first of them, it was a listener or the end of the application
            return several.failures().values().stream().findFirst().map(ExitCode::of).orElse(VETOED);
        }
        if (failure instanceof RefusedException || failure instanceof AdoptionRefusedException) {
            return REFUSED;
        }
        if (failure instanceof MigrationFailedException) {
            return FAILED;
        }
        if (failure instanceof InterruptedMigrationException) {
            return INTERRUPTED;
        }
        if (failure instanceof UnsuitableScriptException || failure instanceof InvalidSourcesException) {
            return UNSUITABLE;
        }
        if (failure instanceof LockTimeoutException) {
            return LOCKED;
        }
        if (failure instanceof DatabaseException || failure instanceof HistoryTableException) {
            return DATABASE;
        }
        if (failure instanceof ListenerException) {
            return VETOED;
        }
        if (failure instanceof UnknownTargetException || failure instanceof InvalidSettingException
                || failure instanceof CleanRefusedException || failure instanceof ActiveTransactionException) {
            return WRONG_CALL;
        }
        throw new IllegalStateException("a failure without a code", failure);
    }
}
