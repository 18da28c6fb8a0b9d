package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.Pipeline.CopyFromScript;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Statement and progress share a transaction, and a pipeline, wherever the server runs the statement in one. A section that
 * the script begins and commits by itself is one step, whose progress is noted in that transaction. For what is left it
 * is noted before that it begins, and right after that it is done.
 */
final class PostgresqlStepwise implements ScriptRun {

    /** Not left to the session, so that a script that makes its transactions read only can still be noted. */
    private static final String BEGIN = "BEGIN READ WRITE";
    private static final String LOCK_LOST = "the session has lost its lock, or the history's row is not as it was read:"
            + " another process may be migrating";

    private final Connection connection;
    private final Pipeline pipeline;
    private final SessionState state;
    private final ScriptLimits limits;
    private boolean sectionOpen;
    private boolean transactionOpen;

    PostgresqlStepwise(Connection connection, ScriptLimits limits) throws SQLException {
        this.connection = connection;
        this.limits = limits;
        this.state = SessionState.remember(connection);
        this.pipeline = Pipeline.on(connection);
    }

    @Override
    public void begin() throws SQLException {
        pipeline.addAll(SessionState.limits(limits, "SET")).send();
    }

    @Override
    public void note(String write) throws SQLException {
        pipeline.add(write).send();
    }

    @Override
    public void repeat(SqlStatement statement) throws SQLException {
        pipeline.add(statement).send();
    }

    @Override
    public void run(SqlStatement statement, Notes notes) throws SQLException {
        String progress = notes.done();
        PostgresqlWords words = PostgresqlWords.of(statement);
        if (sectionOpen) {
            executeInSection(statement, words, progress);
        } else if (words.begins()) {
            pipeline.add(statement).send();
            sectionOpen = true;
        } else if (words.controlsTransaction() || words.refusedInTransaction()) {
            executeAlone(statement, notes);
        } else {
            executeWithProgress(statement, notes);
        }
    }

    private void executeAlone(SqlStatement statement, Notes notes) throws SQLException {
        AfterCrash trace = AfterCrash.of(statement);
        trace.clear(connection);
        noteAlone(notes.begun(trace.before()));
        try {
            pipeline.add(statement).send();
        } catch (FailedStatementException e) {
            throw PostgresqlWords.of(statement).mayCommitByItself() ? e.withUnknownOutcome() : e;
        }
        noteAlone(notes.done());
    }

    /** Only the server knows what it does not run in a transaction, and it says so before anything is kept. */
    private void executeWithProgress(SqlStatement statement, Notes notes) throws SQLException {
        transactionOpen = true;
        pipeline.add(BEGIN);
        try {
            send(statement);
            progress(notes.done());
            pipeline.add("COMMIT").send();
            transactionOpen = false;
        } catch (FailedStatementException e) {
            if (!ServerWords.needsNoTransaction(e)) {
                throw e;
            }
            pipeline.add("ROLLBACK").send();
            transactionOpen = false;
            executeAlone(statement, notes);
        }
    }

    private void executeInSection(SqlStatement statement, PostgresqlWords words, String progress) throws SQLException {
        if (words.commits()) {
            progress(progress);
        }
        send(statement);
        pipeline.send();
        sectionOpen = !words.controlsTransaction() || words.chains();
        if (words.rollsBackAll() && !words.chains() || words.preparesTransaction()) {
            noteAlone(progress);
        }
    }

    private void send(SqlStatement statement) throws SQLException {
        if (statement.copyData().isPresent()) {
            CopyFromScript.run(connection, pipeline, statement);
        } else {
            pipeline.add(statement);
        }
    }

    private void noteAlone(String progress) throws SQLException {
        transactionOpen = true;
        pipeline.add(BEGIN);
        progress(progress);
        pipeline.add("COMMIT").send();
        transactionOpen = false;
    }

    private void progress(String progress) throws SQLException {
        pipeline.add(SessionState.FIRE_DEFERRED).add(state.identityInTransaction()).addChangeOfOneRow(progress, LOCK_LOST);
    }

    @Override
    public void end() throws SQLException {
        if (sectionOpen) {
            throw new SQLException("the script begins a transaction and does not commit it: add a COMMIT");
        }
        restore();
    }

    @Override
    public void finish(String finished) throws SQLException {
        pipeline.add(finished).send();
    }

    /** The failure is noted next, so the session has to be what it was. */
    @Override
    public void abandon() throws SQLException {
        pipeline.clear();
        if (sectionOpen || transactionOpen) {
            sectionOpen = false;
            transactionOpen = false;
            pipeline.add("ROLLBACK");
        }
        pipeline.addAll(state.restore()).send();
    }

    private void restore() throws SQLException {
        pipeline.addAll(state.restore()).addAll(SessionState.DROP_OBJECTS).send();
    }

    @Override
    public void close() throws SQLException {
        pipeline.clear();
        restore();
    }
}
