package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.HistoryWatch;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Script and history row in one transaction: both are there afterwards, or neither. */
final class TransactionalExecution implements StepExecution {

    private static final String CONSEQUENCE = "Nothing of it was kept. Correct the script, or what it works on, and try again.";

    private final Session session;
    private final Scripts scripts;
    private final Limits limits;
    private final HistoryWatch watch;
    private SqlStatement current;

    /**
     * @param watch tells whether the history on which the steps were planned still holds
     */
    TransactionalExecution(Session session, Scripts scripts, Limits limits, HistoryWatch watch) {
        this.session = session;
        this.scripts = scripts;
        this.limits = limits;
        this.watch = watch;
    }

    @Override
    public Outcome take(Step step, StepNotes notes) throws SQLException {
        ScriptFacts facts = scripts.facts(step.script());
        Optional<Duration> lockTimeout = step.script().options().databaseLockTimeout().or(limits::databaseLock);
        try (ScriptScope scope = facts.inspection().open(session.connection(), lockTimeout)) {
            session.begin();
            try {
                return inTransaction(step, notes, scope);
            } catch (SQLException | RuntimeException | Error e) {
                session.rollback(e);
                throw e;
            }
        }
    }

    private Outcome inTransaction(Step step, StepNotes notes, ScriptScope scope) throws SQLException {
        if (watch.moved()) {
            session.execute("ROLLBACK");
            return Outcome.OVERTAKEN;
        }
        if (session.execute(notes.doneInTransaction()) != 1) {
            throw new SQLException("the history's row of '" + step.id() + "' is not as it was read");
        }
        runScript(step, scope);
        finish(step, notes);
        return Outcome.DONE;
    }

    /** What is only checked now, deferred constraints above all, is the script's fault as well. */
    private void finish(Step step, StepNotes notes) throws SQLException {
        try {
            session.finish(notes);
            session.commit();
        } catch (SQLException e) {
            throw Failures.failed(step, null, e, CONSEQUENCE);
        }
    }

    private void runScript(Step step, ScriptScope scope) throws SQLException {
        current = null;
        try (SqlRunner runner = SqlRunner.on(session.connection(),
                step.script().options().statementTimeout().or(limits::statement))) {
            scope.begin();
            scripts.read(step.script(), (Scripts.Visitor<SQLException>) statement -> {
                current = statement;
                scope.before(statement);
                runner.run(statement.text());
            });
            current = null;
            scope.end();
        } catch (SQLException e) {
            throw Failures.failed(step, current, e, CONSEQUENCE);
        }
    }
}
