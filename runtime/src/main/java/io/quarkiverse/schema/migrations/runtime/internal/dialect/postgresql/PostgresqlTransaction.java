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

    /** After as many statements the driver waits for the server of its own accord. */
    private static final int STATEMENTS = 240;
    /** What is on board is in memory, several times. */
    private static final int CHARACTERS = 1 << 20;
    /** What the connection's buffers hold at least: a server that waits to be read never keeps us from sending. */
    private static final int CHARACTERS_BEHIND_ROWS = 16 * 1024;

    private final Connection connection;
    private final Flight flight;
    private final SessionState state;
    private final ScriptLimits limits;
    /** Settings that came before the history's row; null when the row was written. */
    private List<SqlStatement> leading;
    private String note;
    private int lastRows = -1;
    private boolean lent;

    PostgresqlTransaction(Connection connection, SessionState state, ScriptLimits limits) throws SQLException {
        this.connection = connection;
        this.flight = Flight.on(connection);
        this.state = state;
        this.limits = limits;
    }

    @Override
    public void begin() {
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

    private boolean isLeading(SqlStatement statement, PostgresqlWords words) {
        if (leading == null || !words.setsTransaction() && !words.setsParameter()) {
            return false;
        }
        leading.add(statement);
        if (words.setsTransaction()) {
            leading.forEach(flight::add);
            leading.clear();
        }
        return true;
    }

    private void write(String write) {
        if (write.startsWith("INSERT ")) {
            flight.add(write); // adds its row, or fails
        } else {
            flight.addChangeOfOneRow(write, "the history's row is not as it was read");
        }
        SessionState.limits(limits, "SET LOCAL").forEach(flight::add);
    }

    @Override
    public void run(SqlStatement statement) throws SQLException {
        PostgresqlWords words = PostgresqlWords.of(statement);
        if (isLeading(statement, words)) {
            return;
        }
        noteNow();
        if (statement.copyData().isPresent()) {
            send();
            CopyFromScript.run(connection, statement);
            return;
        }
        if (isFull(statement)) {
            send();
        }
        if (words.mayReturnMuch()) {
            lastRows = flight.characters();
        }
        flight.add(statement);
    }

    private boolean isFull(SqlStatement statement) {
        int characters = flight.characters() + statement.text().length();
        return flight.statements() >= STATEMENTS || characters > CHARACTERS
                || lastRows >= 0 && characters - lastRows > CHARACTERS_BEHIND_ROWS;
    }

    /** To the driver, too, there is a transaction now: it gives out long results piece by piece in one only. */
    @Override
    public void lend() throws SQLException {
        noteNow();
        send();
        lent = true;
        connection.setAutoCommit(false);
    }

    @Override
    public void end(String write) throws SQLException {
        noteNow();
        state.restore().forEach(flight::add);
        flight.addChangeOfOneRow(write, "the history's row is gone");
    }

    @Override
    public void commit() throws SQLException {
        flight.add("COMMIT");
        SessionState.DROP_OBJECTS.forEach(flight::add);
        send();
    }

    @Override
    public void rollback() throws SQLException {
        flight.clear();
        flight.add("ROLLBACK");
        send();
    }

    private void send() throws SQLException {
        lastRows = -1;
        flight.send();
    }

    @Override
    public void close() throws SQLException {
        flight.clear();
        if (lent && !connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
