package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.Script;

/**
 * A script that was looked through and is about to run.
 *
 * @param scripts reads it
 * @param script the script
 * @param limits how long its statements may take
 */
record ReadyScript(Scripts scripts, Script script, ScriptLimits limits) implements TransactionalWork {

    @Override
    public String noun() {
        return "script";
    }

    @Override
    public String withoutTransaction() {
        return "Nothing of it was kept. The database does not run this inside a transaction: put"
                + " '-- schema-migrations: transaction=none' at the head of the script, and try again.";
    }

    @Override
    public ScriptScope open(Connection connection) throws SQLException {
        return scripts.facts(script).inspection().open(connection, limits);
    }

    @Override
    public String begun(StepNotes notes) {
        return notes.doneInTransaction();
    }

    @Override
    public void run(ScriptScope scope, ScriptTransaction transaction) throws SQLException {
        OwnTransaction own = scripts.facts(script).inspection().ownTransaction();
        read((Scripts.Visitor<SQLException>) statement -> {
            try {
                Optional<SqlStatement> ended = own.endedBefore(statement);
                if (ended.isPresent()) {
                    transaction.endOwn(ended.get());
                }
                scope.before(statement);
                transaction.run(statement);
            } catch (FailedStatementException e) {
                throw e;
            } catch (SQLException e) {
                throw new FailedStatementException(statement, "", e);
            }
        });
    }

    /** Reads it to its end, or until the visitor throws. */
    <E extends Exception> void read(Scripts.Visitor<E> visitor) throws E {
        scripts.read(script, visitor);
    }

    /** Where a statement of it is, for people. */
    String place(SqlStatement statement) {
        return Scripts.place(script, statement);
    }
}
