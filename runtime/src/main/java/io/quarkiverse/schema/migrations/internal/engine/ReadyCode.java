package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.internal.plan.Step;

/**
 * A migration in Java that is about to run.
 *
 * @param set the set it belongs to
 * @param session where it runs
 * @param step what it is run for
 * @param code the code
 * @param limits how long its statements may take
 */
record ReadyCode(String set, Session session, Step step, CodeMigration code, ScriptLimits limits)
        implements
            TransactionalWork {

    /** Is gone as soon as the transaction ends in which it was set. */
    private static final String WITNESS = "schema_migrations_witness";

    @Override
    public String noun() {
        return "code";
    }

    @Override
    public String withoutTransaction() {
        return "Nothing of it was kept. The database does not run this inside a transaction: give the migration"
                + " @CodeMigrationId(transaction = TransactionMode.NONE), and try again.";
    }

    @Override
    public ScriptScope open(Connection connection) throws SQLException {
        return open(session.dialect().inspectTransactional());
    }

    /** Prepares the session for it, in the way of one inspection or the other. */
    ScriptScope open(ScriptInspection inspection) throws SQLException {
        return inspection.openForCode(session.connection(), limits);
    }

    /** Not that it is done: should the code end the transaction, what stays is an interrupted migration. */
    @Override
    public String begun(StepNotes notes) {
        return notes.begun();
    }

    @Override
    public void run(ScriptScope scope, ScriptTransaction transaction) throws SQLException {
        transaction.lend();
        execute("SAVEPOINT " + WITNESS);
        call(new TransactionConnection(session.connection()));
        try {
            execute("RELEASE SAVEPOINT " + WITNESS);
        } catch (SQLException e) {
            throw new MigrationFailedException(step.id(), Failures.subject(step) + " failed at " + step.work().shown()
                    + ": the code has ended its transaction, or gone on after a statement that had failed: "
                    + Failures.reason(e)
                    + "\nWhat it had committed by then was kept. If the migration is shown as interrupted, "
                    + Remedies.resolve(step.id()), e);
        }
    }

    /**
     * Runs the code.
     *
     * @param connection what it is given
     */
    void call(Connection connection) throws SQLException {
        MigrationContext context = new StepContext(connection, set, step.id(), step.direction(),
                session.dialect().name().toLowerCase(Locale.ROOT));
        try {
            switch (step.direction()) {
                case UP -> code.up(context);
                case DOWN -> code.down(context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CodeFailure.of(e);
        } catch (Exception | Error e) {
            throw CodeFailure.of(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
