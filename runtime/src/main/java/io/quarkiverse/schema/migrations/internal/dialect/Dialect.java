package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What differs between databases. Stateless; whatever has a state is a scope that it opens. */
public interface Dialect {

    /** The name of the database for people. */
    String name();

    /** How its scripts are split into statements. */
    Syntax syntax();

    /**
     * What a session says about how to read a script, by the names that the syntax knows; may be empty. At most one round
     * trip.
     */
    default Map<String, String> session(Connection connection) throws SQLException {
        return Map.of();
    }

    /** Runs a query of ours to all its rows, whatever the session or the driver is told to cut a result to. */
    default ResultSet allRows(Statement statement, String query) throws SQLException {
        statement.setMaxRows(0);
        return statement.executeQuery(query);
    }

    /** An identifier in quotes, whatever it holds. */
    String quoted(String identifier);

    /** A text as a literal that means the same in every mode a session can be in. */
    String literal(String text);

    /** The type of a column of the history. */
    String type(ColumnType type);

    /** What follows the list of columns when a table is created; may be empty. */
    String tableOptions();

    /** An expression: the time now, by the server's clock, in UTC. */
    String now();

    /** An expression: milliseconds since the time in a column. */
    String millisecondsSince(String column);

    /** An expression: the time in a column as {@code 2026-01-31T12:00:00.000Z}. */
    String isoText(String column);

    /** An expression: a point in time, as a column of that type takes it. */
    String time(Instant instant);

    /**
     * What condenses all rows of a table into one text; empty where the database has no function for that.
     *
     * @param columns of each row that is added; null counts as an empty text
     * @param order the column by whose code points the rows are ordered
     */
    Optional<RowsHash> hashOfRows(List<String> columns, String order);

    /** An expression: the user that is connected. */
    String user();

    /**
     * Begins a transaction in which history and script are written.
     *
     * @throws SQLException when somebody else is at work ({@link #isHeld}), or the database fails
     */
    void begin(Connection connection) throws SQLException;

    /**
     * The table, with the schema where it is, or will be made, as far as that is known without asking the database.
     *
     * @throws io.quarkiverse.schema.migrations.error.InvalidSettingException when no table can have that name
     */
    TableName resolve(Connection connection, TableName configured) throws SQLException;

    /** The same, asking the database for a schema that is not known; no script has run on the connection yet. */
    TableName locate(Connection connection, TableName resolved) throws SQLException;

    /**
     * A condition that only rows of the table meet that {@link #locate} will find, when a query finds another one of the
     * same name; empty where that cannot be.
     */
    Optional<String> onlyWhereLocated(TableName resolved);

    /**
     * A condition that holds in the session of the set's runner alone, or fails the statement elsewhere; empty where that
     * needs no proof.
     */
    Optional<String> sessionHoldsLock(TableName table);

    /** Why there can be no schema of that name, and what to do; empty when there can. */
    Optional<String> objectionToSchema(String name);

    /**
     * Has names without a schema mean one in this schema, for as long as the connection lives; makes it where it is absent.
     * Safe against others that do the same.
     *
     * @throws SQLException when it cannot be made or used
     */
    void enterSchema(Connection connection, String name) throws SQLException;

    /**
     * The names of a table's columns in lower case; empty when nothing has that name.
     *
     * @throws HistoryTableException when something has that name that is not a table
     */
    List<String> columns(Connection connection, TableName table) throws SQLException;

    /**
     * What {@link #columns} throws.
     *
     * @param kind what has the table's name, in the database's words
     */
    static HistoryTableException notATable(TableName table, String kind) {
        return new HistoryTableException("The " + kind.toLowerCase(Locale.ROOT) + " '" + table
                + "' is not a schema-migrations history table\nSet history-table to another name", null);
    }

    /**
     * The tables with any of these names, in lower or upper case, that are in the schema of another table or in the one that
     * the connection is in.
     *
     * @param beside the other table; its schema need not be known
     */
    List<TableName> tables(Connection connection, TableName beside, List<String> names) throws SQLException;

    /**
     * Whether there are tables in the schema of a table besides it.
     *
     * @param table the history table; need not exist, and its schema need not be known
     */
    boolean hasTablesBeside(Connection connection, TableName table) throws SQLException;

    /** Whether a query failed because there is no such table. */
    boolean isMissingTable(SQLException failure);

    /** Whether a statement failed only because another process holds a lock, so that it may be tried again. */
    boolean isHeld(SQLException failure);

    /** Whether a statement of a script failed because it has waited for a lock of the database as long as it may. */
    boolean isLockTimeout(SQLException failure);

    /** Whether a statement failed because its connection leads to a database that is gone, so that a new one may help. */
    boolean hasLostItsDatabase(SQLException failure);

    /**
     * Whether a transaction can hold a whole script. Where it cannot, every script runs statement by statement, whatever it
     * asks for, and nothing runs outside of the set's lock.
     */
    boolean hasTransactionalDdl();

    /** What to know of a whole script before any of it runs: in a transaction, or statement by statement. */
    ScriptInspection inspect(TransactionMode mode);

    /** Finds the statements that must not run because the history would be gone, or not be what the engine has written. */
    HistoryDrop historyDrop(Connection connection);

    /**
     * Whether a finished statement has set up its session with constants, so that a later session runs it again before it goes
     * on behind it. The effect of any other is in the database, or went with its session ({@link #lost}).
     */
    boolean setsUpSession(SqlStatement finished);

    /** What a finished statement made for its session alone, which is gone for good now; mostly nothing. */
    List<SessionObject> lost(SqlStatement finished);

    /** What became of the first statement that is not known to be done, now that its runner is gone. */
    StatementOutcome outcomeOf(Connection connection, Interruption interruption) throws SQLException;

    /** Tells whether another process has written since it was asked for; taken before the history is read. */
    HistoryWatch watch(Connection connection) throws SQLException;

    /**
     * Makes this the only runner of a set on a database.
     *
     * @throws SQLException when the database fails
     * @throws io.quarkiverse.schema.migrations.error.LockTimeoutException when the time is up
     */
    SetLock lock(Connection connection, LockRequest request) throws SQLException;

    /**
     * Takes a lock that belongs to another tool, for the session; outside of a transaction.
     *
     * @param number the lock's number, where locks have numbers
     * @param name the lock's name, where locks have names
     * @return empty when it is held by another
     */
    Optional<ForeignLock> tryForeignLock(Connection connection, long number, String name) throws SQLException;

    /** Whether a runner holds the lock at this moment; changes nothing. */
    boolean isLocked(Connection connection, TableName table) throws SQLException;

    /**
     * Drops everything in the schema of a table; called outside of a transaction, by the set's only runner.
     *
     * @param table the history table, with its schema
     * @return what was dropped, each with its kind, in order; without what goes with something else
     * @throws SQLException when somebody else is at work ({@link #isHeld}), or the database fails
     */
    List<String> clean(Connection connection, TableName table) throws SQLException;

    /** Whether the physical connection can be ended after the run without losing the database itself. */
    boolean outlivesItsConnections(Connection connection) throws SQLException;

    /** What a column of the history holds; every dialect has a type for each. */
    enum ColumnType {
        /** The id, compared byte by byte. */
        KEY,
        /** Text of any length. */
        TEXT,
        /** A short word or a checksum. */
        WORD,
        /** A whole number of 64 bits. */
        NUMBER,
        /** A point in time, in UTC, with milliseconds at least. */
        TIME
    }

    /**
     * How a database condenses all rows of a table into one text: the SHA-256, in hexadecimal digits, of the rows with a line
     * feed between two of them, each of which is its columns with a colon between two of them, in UTF-8.
     *
     * @param hint what follows the first word of a statement with the expression; may be empty
     * @param expression for the list of a {@code SELECT}
     */
    record RowsHash(String hint, String expression) {
    }

    /** Tells whether a history that was read still holds. */
    @FunctionalInterface
    interface HistoryWatch {

        /** Whether another process may have written the history since the watch began; asked inside the transaction. */
        boolean moved() throws SQLException;
    }

    /**
     * Where a script was interrupted.
     *
     * @param statement the first statement that is not known to be done
     * @param found what {@link ScriptRun.Notes#begun} was given before it ran; empty when it is not known to have begun
     * @param setUp the statements before it that set up the session ({@link Dialect#setsUpSession}), in order
     */
    record Interruption(SqlStatement statement, Optional<String> found, List<SqlStatement> setUp) {

        /** Copies the list. */
        public Interruption {
            setUp = List.copyOf(setUp);
        }
    }
}
