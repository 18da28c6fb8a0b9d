package io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Everything from {@code BEGIN} to {@code COMMIT}, and the cleaning up behind it, in one flight where it fits. */
final class PostgresqlTransaction implements ScriptTransaction {

    private final Connection connection;
    private final Flight flight;
    private final SessionState state;
    private final ScriptLimits limits;
    /** Settings that came before the history's row; null when the row was written. */
    private List<SqlStatement> leading;
    private String note;
    private boolean lent;

    PostgresqlTransaction(Connection connection, SessionState state, ScriptLimits limits) throws SQLException {
        this.connection = connection;
        this.flight = Flight.on(connection);
        this.state = state;
        this.limits = limits;
    }

    @Override
    public void begin() throws SQLException {
        flight.add("BEGIN");
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
            run(setting);
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
                flight.add(setting);
            }
            leading.clear();
        }
        return true;
    }

    private void write(String write) throws SQLException {
        if (write.startsWith("INSERT ")) {
            flight.add(write); // adds its row, or fails
        } else {
            flight.addChangeOfOneRow(write, "the history's row is not as it was read");
        }
        flight.addAll(SessionState.limits(limits, "SET LOCAL"));
    }

    @Override
    public void run(SqlStatement statement) throws SQLException {
        if (isLeading(statement)) {
            return;
        }
        noteNow();
        if (statement.copyData().isPresent()) {
            CopyFromScript.run(connection, flight, statement);
        } else {
            flight.add(statement);
        }
    }

    /** To the driver, too, there is a transaction now: it gives out long results piece by piece in one only. */
    @Override
    public void lend() throws SQLException {
        noteNow();
        flight.send();
        lent = true;
        connection.setAutoCommit(false);
    }

    @Override
    public void end(String write) throws SQLException {
        noteNow();
        flight.add(SessionState.FIRE_DEFERRED).addAll(state.restore());
        flight.addChangeOfOneRow(write, "the history's row is gone");
    }

    @Override
    public void commit() throws SQLException {
        flight.add("COMMIT").addAll(SessionState.DROP_OBJECTS).send();
    }

    @Override
    public void rollback() throws SQLException {
        flight.clear();
        flight.add("ROLLBACK").send();
    }

    @Override
    public void close() throws SQLException {
        flight.clear();
        if (lent && !connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
