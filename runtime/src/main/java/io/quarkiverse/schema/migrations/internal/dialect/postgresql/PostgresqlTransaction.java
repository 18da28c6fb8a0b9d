package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.Pipeline.CopyFromScript;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** Everything from {@code BEGIN} to {@code COMMIT}, and the cleaning up behind it, in one round trip where it fits. */
final class PostgresqlTransaction implements ScriptRun {

    private final Connection connection;
    private final Pipeline pipeline;
    private final List<String> restore;
    private final OwnTransaction own;
    private final ScriptLimits limits;
    /** Settings that came before the history's row; null when the row was written. */
    private List<SqlStatement> leading;
    private String note;
    private boolean lent;

    /**
     * @param restore bring the session back to what it was before the script
     * @param own what the script says by itself about transactions
     */
    PostgresqlTransaction(Connection connection, List<String> restore, OwnTransaction own, ScriptLimits limits)
            throws SQLException {
        this.connection = connection;
        this.pipeline = Pipeline.on(connection);
        this.restore = restore;
        this.own = own;
        this.limits = limits;
    }

    @Override
    public void enter() throws SQLException {
        pipeline.add("BEGIN");
    }

    /** Kept back, as what says how the transaction runs must come before it. */
    @Override
    public void note(String write) {
        note = write;
        leading = new ArrayList<>(0);
    }

    /** The row comes first, and then what stands in front of the script. */
    private void noteNow() throws SQLException {
        if (leading == null) {
            return;
        }
        List<SqlStatement> settings = leading;
        leading = null;
        write(note);
        for (SqlStatement setting : settings) {
            send(setting);
        }
    }

    private boolean isLeading(SqlStatement statement) throws SQLException {
        PostgresqlWords words = PostgresqlWords.of(statement);
        if (leading == null || !words.setsTransaction() && !words.setsParameter()) {
            return false;
        }
        leading.add(statement);
        if (words.setsTransaction()) {
            for (SqlStatement setting : leading) {
                pipeline.add(setting);
            }
            leading.clear();
        }
        return true;
    }

    private void write(String write) throws SQLException {
        if (write.startsWith("INSERT ")) {
            pipeline.add(write); // adds its row, or fails
        } else {
            pipeline.addChangeOfOneRow(write, "the history's row is not as it was read");
        }
        pipeline.addAll(SessionState.limits(limits, "SET LOCAL"));
    }

    @Override
    public void run(SqlStatement statement, Notes notes) throws SQLException {
        Optional<SqlStatement> ended = own.endedBefore(statement);
        if (ended.isPresent()) {
            endOwn(ended.get());
        }
        if (isLeading(statement)) {
            return;
        }
        noteNow();
        send(statement);
    }

    private void send(SqlStatement statement) throws SQLException {
        if (statement.copyData().isPresent()) {
            CopyFromScript.run(connection, pipeline, statement);
        } else {
            pipeline.add(statement);
        }
    }

    /**
     * What the database does at the end of the script's own transaction is done before the script changes the session again.
     */
    private void endOwn(SqlStatement commit) throws SQLException {
        noteNow();
        pipeline.addInPlaceOf(commit, SessionState.FIRE_DEFERRED);
    }

    /** To the driver, too, there is a transaction now: it gives out long results piece by piece in one only. */
    @Override
    public void lend() throws SQLException {
        noteNow();
        pipeline.send();
        lent = true;
        connection.setAutoCommit(false);
    }

    @Override
    public void end() throws SQLException {
        noteNow();
        pipeline.add(SessionState.FIRE_DEFERRED).addAll(restore);
    }

    @Override
    public void finish(String write) throws SQLException {
        pipeline.addChangeOfOneRow(write, "the history's row is gone");
        pipeline.add("COMMIT").addAll(SessionState.DROP_OBJECTS).send();
    }

    @Override
    public void abandon() throws SQLException {
        pipeline.clear();
        pipeline.add("ROLLBACK").send();
    }

    @Override
    public void close() throws SQLException {
        pipeline.clear();
        if (lent && !connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
