package io.quarkiverse.schema.migrations.runtime.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;

import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.jdbc.PreferQueryMode;

import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/**
 * Statements that travel to the server together and are answered together: one network round trip, however many they
 * are (one more for every 255 of them, which is the driver's doing).
 * <p>
 * JDBC has the batch for this, and it will not do: it fetches one row of a query and leaves the rest of its work undone,
 * it cuts statements a second time, by other rules than ours, and does not say which one failed but in translated prose.
 * So this talks to the part of the driver on which its batch is built.
 */
final class Flight {

    private static final int FLAGS = QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_NO_BINARY_TRANSFER | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

    private static final String CLOSED = "\n  Hint: the JDBC driver has closed the connection because of this, and would do so"
            + " again: take it out of the script";

    private final QueryExecutor executor;
    private final List<Cargo> cargo = new ArrayList<>();
    private int characters;

    /**
     * One statement on board.
     *
     * @param sql what is sent
     * @param origin where it comes from; null when it is ours
     * @param refusal what it means when it fails, in our words; null when the server's words do
     */
    private record Cargo(String sql, SqlStatement origin, String refusal) {
    }

    private Flight(QueryExecutor executor) {
        this.executor = executor;
    }

    static Flight on(Connection connection) throws SQLException {
        return new Flight(connection.unwrap(BaseConnection.class).getQueryExecutor());
    }

    /** Takes a statement of ours on board. */
    Flight add(String sql) {
        return add(new Cargo(sql, null, null));
    }

    /** Takes a write on board that fails with a division by zero, and so ends its transaction, unless it changes one row. */
    Flight addChangeOfOneRow(String write, String refusal) {
        return add(new Cargo("WITH changed AS (" + write + " RETURNING 1) SELECT 1 / pg_catalog.count(*) FROM changed", null,
                refusal));
    }

    /** Takes a statement of a script on board. */
    Flight add(SqlStatement statement) {
        return add(new Cargo(statement.text(), statement, null));
    }

    private Flight add(Cargo one) {
        cargo.add(one);
        characters += one.sql().length();
        return this;
    }

    int statements() {
        return cargo.size();
    }

    /** How much text is on board. */
    int characters() {
        return characters;
    }

    /** Leaves everything behind. */
    void clear() {
        cargo.clear();
        characters = 0;
    }

    /**
     * Sends what is on board and waits for all answers; does nothing when it is empty.
     *
     * @throws SQLException when one of them fails; those behind it were not run
     */
    void send() throws SQLException {
        if (cargo.isEmpty()) {
            return;
        }
        List<Cargo> sent = List.copyOf(cargo);
        clear();
        if (executor.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            for (Cargo one : sent) {
                send(List.of(one));
            }
        } else {
            send(sent);
        }
    }

    private void send(List<Cargo> sent) throws SQLException {
        List<NativeQuery> queries = sent.stream()
                .map(one -> new NativeQuery(one.sql(), null, false, SqlCommand.BLANK)).toList();
        Answers answers = new Answers();
        try {
            executor.execute(executor.wrap(queries), null, answers, 0, 0, FLAGS);
            if (answers.complaint != null && executor.isClosed()) {
                throw new SQLException(answers.complaint.getMessage() + CLOSED, answers.complaint.getSQLState(),
                        answers.complaint);
            }
            if (answers.complaint != null && answers.count < sent.size()) {
                throw answers.complaint;
            }
        } catch (SQLException e) {
            Cargo failed = sent.get(Math.min(answers.count, sent.size() - 1));
            if (failed.origin() != null) {
                throw ServerWords.failure(failed.origin(), e);
            }
            if (failed.refusal() != null && ServerWords.DIVISION_BY_ZERO.equals(e.getSQLState())) {
                throw new SQLException(failed.refusal(), e);
            }
            throw ServerWords.failure(e);
        }
    }

    /** Counts the statements that were answered; rows and notices are dropped. */
    private static final class Answers extends ResultHandlerBase {
        private int count;
        /** What the driver has found, and not the server. */
        private SQLException complaint;

        /** As long as the server goes on it is about rows that are dropped anyway, such as those of COPY … TO STDOUT. */
        @Override
        public void handleError(SQLException error) {
            if (ServerWords.isAnswer(error)) {
                super.handleError(error);
            } else {
                complaint = complaint == null ? error : complaint;
            }
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertedObject) {
            count++;
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // a script may raise any number of notices, and nobody would read them
        }
    }
}
