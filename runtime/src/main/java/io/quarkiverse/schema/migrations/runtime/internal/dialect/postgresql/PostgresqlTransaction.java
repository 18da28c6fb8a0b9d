package io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

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

    @Override
    public void note(String write) {
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
        send();
        lent = true;
        connection.setAutoCommit(false);
    }

    @Override
    public void end(String write) {
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
