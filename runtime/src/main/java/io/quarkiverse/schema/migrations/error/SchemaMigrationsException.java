package io.quarkiverse.schema.migrations.error;

import java.util.Optional;

import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * Whatever can go wrong with schema migrations. The message says what happened, where, and what to do about it.
 * Passwords are removed from it, and from its causes.
 */
public abstract sealed class SchemaMigrationsException extends RuntimeException
        permits InvalidSourcesException, InvalidSettingException, RefusedException, MigrationFailedException,
        UnsuitableScriptException, InterruptedMigrationException, LockTimeoutException, HistoryTableException,
        UnknownTargetException, DatabaseException, ActiveTransactionException, ListenerException, CleanRefusedException,
        AdoptionRefusedException, SchemasFailedException {

    private static final long serialVersionUID = 1L;

    private transient RunReport report;

    SchemaMigrationsException(String message, Throwable cause) {
        super(Secrets.removed(message), Secrets.removed(cause));
    }

    /** What the command had done before it failed; empty when it had not begun. */
    public Optional<RunReport> report() {
        return Optional.ofNullable(report);
    }

    /**
     * Adds what the command had done. For the engine; a second report replaces the first.
     *
     * @return this exception, to be thrown
     */
    public SchemaMigrationsException with(RunReport done) {
        report = done;
        return this;
    }
}
