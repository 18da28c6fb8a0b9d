package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * A migration in Java that is about to run.
 *
 * @param set the set it belongs to
 * @param session where it runs
 * @param step what it is run for
 * @param code the code
 */
record StepCode(String set, Session session, Step step, CodeMigration code) {

    /** Is gone as soon as the transaction ends in which it was set. */
    private static final String WITNESS = "schema_migrations_witness";

    private record Context(Connection connection, String set, MigrationId id, Direction direction, String databaseKind)
            implements
                MigrationContext {
    }

    /** Runs the code in the transaction of its history row, and makes sure that it is the same one afterwards. */
    void callInTransaction() throws SQLException {
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
        MigrationContext context = new Context(connection, set, step.id(), step.direction(),
                session.dialect().name().toLowerCase(Locale.ROOT));
        try {
            switch (step.direction()) {
                case UP -> code.up(context);
                case DOWN -> code.down(context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unexpected(e);
        } catch (Exception | Error e) {
            throw Failures.unexpected(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
