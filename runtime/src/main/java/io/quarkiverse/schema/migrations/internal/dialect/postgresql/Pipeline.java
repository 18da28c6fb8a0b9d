package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;

import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Statements that travel to the server together and are answered together: one network round trip, unless they are too
 * many or too long. Rows are dropped as they come.
 * <p>
 * A statement of a script can make the server send any amount before it reads on: rows, notices of triggers, warnings. The
 * server waits then until it is read, so that we must not wait until it reads. Which statements do so cannot be told from
 * their words. So behind a script's statement no more is sent than fits into buffers on the way.
 * <p>
 * JDBC has the batch for this, and it will not do: it fetches one row of a query and leaves the rest of its work undone,
 * it cuts statements a second time, by other rules than ours, and does not say which one failed but in translated prose.
 * So this talks to the part of the driver on which its batch is built.
 */
final class Pipeline {

    private static final int FLAGS = QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_NO_BINARY_TRANSFER | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

    private static final String CLOSED = "\n  Hint: the JDBC driver has closed the connection because of this, and would do so"
            + " again: take it out of the script";
    /** After 255 the driver would read by itself, and keep the rows. */
    private static final int STATEMENTS = 240;
    /** In bytes. The server's operating system alone takes more from us while the server is busy. */
    private static final int BEHIND = 32 * 1024;
    /** What the protocol adds to each statement, in bytes. */
    private static final int OVERHEAD = 50;

    private final QueryExecutor executor;
    private final List<Entry> entries = new ArrayList<>();
    /** How many bytes are on board behind the first statement of a script; negative when there is none. */
    private int behind = -1;

    /**
     * One statement on board.
     *
     * @param sql what is sent
     * @param origin where it comes from; null when it is ours
     * @param refusal what it means when it fails, in our words; null when the server's words do
     */
    private record Entry(String sql, SqlStatement origin, String refusal) {

        boolean mayReturnRows() {
            return origin != null || sql.startsWith("SELECT ") || sql.startsWith("WITH ");
        }

        /** How many bytes it takes at most. */
        int size() {
            int size = OVERHEAD + sql.length();
            for (int i = 0; i < sql.length(); i++) {
                size += sql.charAt(i) < 0x80 ? 0 : 2;
            }
            return size;
        }
    }

    private Pipeline(QueryExecutor executor) {
        this.executor = executor;
    }

    static Pipeline on(Connection connection) throws SQLException {
        return new Pipeline(connection.unwrap(BaseConnection.class).getQueryExecutor());
    }

    /**
     * Takes a statement of ours on board.
     *
     * @throws SQLException when one before it fails, which had to be sent to make room
     */
    Pipeline add(String sql) throws SQLException {
        return add(new Entry(sql, null, null));
    }

    /** Takes statements of ours on board. */
    Pipeline addAll(List<String> statements) throws SQLException {
        for (String sql : statements) {
            add(sql);
        }
        return this;
    }

    /** Takes a write on board that fails with a division by zero, and so ends its transaction, unless it changes one row. */
    Pipeline addChangeOfOneRow(String write, String refusal) throws SQLException {
        return add(new Entry("WITH changed AS (" + write + " RETURNING 1) SELECT 1 / pg_catalog.count(*) FROM changed", null,
                refusal));
    }

    /** Takes a statement of a script on board. */
    Pipeline add(SqlStatement statement) throws SQLException {
        return addInPlaceOf(statement, statement.text());
    }

    /** Takes on board what replaces a statement of a script, which has failed when this fails. */
    Pipeline addInPlaceOf(SqlStatement statement, String sql) throws SQLException {
        return add(new Entry(sql, statement, null));
    }

    private Pipeline add(Entry one) throws SQLException {
        int size = one.size();
        if (entries.size() >= STATEMENTS || behind >= 0 && behind + size > BEHIND) {
            send();
        }
        if (behind >= 0) {
            behind += size;
        } else if (one.origin() != null) {
            behind = 0;
        }
        entries.add(one);
        return this;
    }

    /** Leaves everything behind. */
    void clear() {
        entries.clear();
        behind = -1;
    }

    /**
     * Sends what is on board and waits for all answers; does nothing when it is empty.
     *
     * @throws SQLException when one of them fails; those behind it were not run
     */
    void send() throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        List<Entry> sent = List.copyOf(entries);
        clear();
        if (executor.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            for (Entry one : sent) {
                send(List.of(one));
            }
        } else {
            send(sent);
        }
    }

    private void send(List<Entry> sent) throws SQLException {
        Answers answers = new Answers();
        AutoSave savepoints = executor.getAutoSave();
        // the driver's own would come between ours
        executor.setAutoSave(AutoSave.NEVER);
        try {
            exchange(sent, answers);
            if (answers.complaint != null && executor.isClosed() && !(answers.complaint.getCause() instanceof IOException)) {
                throw new SQLException(answers.complaint.getMessage() + CLOSED, answers.complaint.getSQLState(),
                        answers.complaint);
            }
            if (answers.all() < sent.size()) {
                // a statement that some release of the driver has not sent must not count as done
                throw answers.complaint != null ? answers.complaint
                        : new SQLException("the JDBC driver has answered " + answers.all() + " of " + sent.size()
                                + " statements: use another release of it");
            }
        } catch (SQLException e) {
            Entry failed = sent.get(Math.min(answers.count, sent.size() - 1));
            if (failed.origin() != null) {
                throw ServerWords.failure(failed.origin(), e);
            }
            if (failed.refusal() != null && ServerWords.DIVISION_BY_ZERO.equals(e.getSQLState())) {
                throw new SQLException(failed.refusal(), e);
            }
            throw ServerWords.failure(e);
        } finally {
            executor.setAutoSave(savepoints);
        }
    }

    /**
     * The driver keeps all rows of all statements until the last has come, or, told to drop them, asks the server
     * for the first row alone. So it is told so between asking and reading: it is kept from reading what it has asked for,
     * and reads it with the last statement, which is one of ours that returns no rows, or empty.
     */
    private void exchange(List<Entry> sent, Answers answers) throws SQLException {
        List<NativeQuery> queries = new ArrayList<>();
        sent.forEach(one -> queries.add(query(one.sql())));
        if (executor.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            // one at a time, of which the server sends all rows in any case
            executor.execute(executor.wrap(queries), null, answers, 0, 0, FLAGS | QueryExecutor.QUERY_NO_RESULTS);
            return;
        }
        if (sent.size() == 1 || sent.get(sent.size() - 1).mayReturnRows()) {
            queries.add(query(""));
        }
        answers.unwritten = queries.size();
        try {
            executor.execute(executor.wrap(queries), null, answers, 0, 0, FLAGS);
        } catch (AllWrittenException e) {
            NativeQuery last = queries.get(queries.size() - 1);
            executor.execute(executor.wrap(List.of(last)), null, answers, 0, 0, FLAGS | QueryExecutor.QUERY_NO_RESULTS);
        }
    }

    private static NativeQuery query(String sql) {
        return new NativeQuery(sql, null, false, SqlCommand.BLANK);
    }

    /** Keeps the driver from reading, when all but the last statement are written. */
    private static final class AllWrittenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AllWrittenException() {
            super(null, null, false, false);
        }
    }

    /** Counts the statements that were answered; rows and notices are dropped. */
    private static final class Answers extends ResultHandlerBase {
        private int count;
        /** How many statements the driver has yet to write; 0 while it reads. */
        private int unwritten;
        /** What the driver has found, and not the server. */
        private SQLException complaint;
        /** Whether rows have come for which no status has: the last statement may be asked for one row, and stay open. */
        private boolean open;

        int all() {
            return count + (open ? 1 : 0);
        }

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, ResultCursor cursor) {
            open = true;
        }

        /** The driver asks before it writes a statement. */
        @Override
        public SQLException getException() {
            if (unwritten == 1) {
                unwritten = 0;
                throw new AllWrittenException();
            }
            unwritten = Math.max(0, unwritten - 1);
            return super.getException();
        }

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
            open = false;
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // a script may raise any number of notices, and they are not shown
        }
    }

    /**
     * {@code COPY … FROM STDIN} with the data that follow it in the script, sent as they are read. What triggers say of
     * the rows meanwhile could fill all buffers, so that server and driver wait for each other to read: there is no answer
     * before the end of the data. So the server is silent for as long.
     * <p>
     * {@code RAISE INFO} is sent whatever {@code client_min_messages} says. Nothing helps against more of that than the buffers
     * hold while more data than they hold are on their way: the protocol acknowledges no data, so that nobody knows how much
     * may
     * be sent; the driver has nothing that reads before the end of the data, and keeps its lock while it writes; several COPY
     * in place of one would fire the triggers of the statement several times; and no time-out of the server ends a session that
     * waits for its client to read.
     */
    static final class CopyFromScript {

        private static final String KEPT = "'schema_migrations.messages'";
        private static final String SILENCE = "SELECT pg_catalog.set_config(" + KEPT
                + ", pg_catalog.current_setting('client_min_messages'), true),"
                + " pg_catalog.set_config('client_min_messages', 'error', true)";
        private static final String SPEAK = "SELECT pg_catalog.set_config('client_min_messages', pg_catalog.current_setting("
                + KEPT
                + "), true)";

        private CopyFromScript() {
        }

        /**
         * Runs it in the transaction that is open.
         *
         * @param before what runs before it; what is left on board comes after it
         */
        static void run(Connection connection, Pipeline before, SqlStatement copy) throws SQLException {
            before.add(SILENCE).send();
            Reader data = copy.copyData().orElseThrow();
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.text(), data);
                before.add(SPEAK);
            } catch (SQLException e) {
                throw ServerWords.failure(copy, e);
            } catch (IOException e) {
                throw new FailedStatementException(copy, copy.position(), e.getMessage(), new SQLException(e));
            }
        }
    }
}
