package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Statements that travel together. The server runs one after the other, to the end or to the first that fails, even when
 * the client is gone. Drivers tell that one has failed, but not which: so a user variable says which of the script's is
 * running.
 */
final class Packet {

    private static final String AT = "@" + SessionChanges.OURS + "at";
    private static final String NONE = "-1";
    /** Of a small migration, in characters. */
    private static final int LENGTH = 4096;
    /** In bytes. No server takes less, and so none is asked. */
    private static final int SMALL = 16 * 1024;
    /** For what stands around a statement, in bytes. */
    private static final int NOTES = 8 * 1024;

    private static final String PROBE = SessionChanges.OURS + "probe";
    /** Some non-transactional changed tables couldn't be rolled back. */
    private static final int NOT_ROLLED_BACK = 1196;
    private static final int FIRST_OF_CLIENTS = 2000;
    private static final int FIRST_BEHIND_CLIENTS = 3000;
    private static final int LAST_OF_SERVERS = 65_535;

    private static final Pattern QUOTING = Pattern.compile("(.* near ')(.*)(' at line .*)", Pattern.DOTALL);
    private static final String CONNECTION_LOST = " It may have been at one of the statements behind this one,"
            + " which were sent together with it.";

    private final SqlRunner runner;
    private final MysqlDriver driver;
    private final StringBuilder text = new StringBuilder(LENGTH);
    private final Map<String, Announced> statements = new LinkedHashMap<>();
    private Optional<Announced> latest = Optional.empty();
    private int bytes;
    private int limit;
    private boolean sent;
    private StatementOutcome outcome = StatementOutcome.NOT_DONE;

    /** @param at what the user variable says while it runs */
    private record Announced(String at, SqlStatement statement, String consequence, Optional<Rescue> rescue,
            Failed failed) {

        /** It is noted that it has begun, which covers all in front of it as well: there is nothing to save any more. */
        Announced begun() {
            return new Announced(at + ".5", statement, consequence, Optional.empty(), failed);
        }
    }

    /**
     * Saves what stands in front of a statement that fails, and was to be noted or committed behind it.
     *
     * @param statements do so; they fail when it is not there any more
     * @param otherwise what to know then; may be empty
     */
    record Rescue(Supplier<String> statements, String otherwise) {
    }

    /**
     * What becomes of a statement that fails.
     *
     * @param outcome what has become of it when the server says so
     * @param keptRows notes that rows have stayed in a table without transactions; empty when none can have stayed
     */
    record Failed(StatementOutcome outcome, Optional<Supplier<String>> keptRows) {

        static final Failed UNDONE = new Failed(StatementOutcome.NOT_DONE, Optional.empty());
    }

    Packet(SqlRunner runner, MysqlDriver driver) {
        this.driver = driver;
        this.runner = runner;
    }

    /** Adds a statement of ours, which fails with the script's statement that was announced last. */
    void add(String sql) {
        if (text.length() == 0) {
            String at = "SET " + AT + " = " + latest.map(Announced::at).orElse(NONE);
            text.append(at);
            bytes = at.length();
            latest.ifPresent(statement -> statements.put(statement.at(), statement));
        }
        text.append(";\n").append(sql);
        bytes += 2 + bytes(sql);
    }

    /** Adds the statement that was announced last. What would make the packet too large together with it is sent before. */
    void addAnnounced() throws SQLException {
        String sql = latest.orElseThrow().statement().text();
        if (fits(bytes + bytes(sql) + NOTES)) {
            add(sql);
            return;
        }
        send();
        if (fits(bytes(sql) + NOTES)) {
            add(sql);
        } else {
            sendAlone();
        }
    }

    /** Sends what was added, and then the statement that was announced last, with nothing around it. */
    void sendAlone() throws SQLException {
        send();
        sent = true;
        Announced statement = latest.orElseThrow();
        try {
            runner.run(statement.statement().text());
        } catch (SQLException e) {
            throw failure(statement, e);
        }
    }

    /** Whether neither the server nor the driver takes a statement, not even alone. */
    boolean isTooLarge(String sql) throws SQLException {
        return !fits(bytes(sql));
    }

    private boolean fits(int bytes) throws SQLException {
        return bytes <= SMALL || bytes <= limit();
    }

    /** Says, of what is too large, how large it is and may be. */
    String sizeOf(String sql) throws SQLException {
        return bytes(sql) + " bytes, and with this max_allowed_packet the server or the driver takes " + limit()
                + ": set a larger one, or split it";
    }

    /** In bytes; asked for as late as possible, because that may be a round trip. */
    private int limit() throws SQLException {
        if (limit == 0) {
            limit = driver.limit(runner.connection());
        }
        return limit;
    }

    /** At most, in any character set that a session can have. */
    private static int bytes(String sql) {
        int bytes = sql.length();
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    /**
     * What is added from here on belongs to a statement of the script.
     *
     * @param consequence what to know if it fails; may be empty
     * @param rescue what to do if it fails; empty when there is nothing to save
     * @param failed what has become of it if it fails
     */
    void announce(SqlStatement statement, String consequence, Optional<Rescue> rescue, Failed failed) {
        announce(new Announced(Integer.toString(statement.index()), statement, consequence, rescue, failed));
    }

    /** Adds the note that the statement that was announced last has begun. */
    void addBegun(String note) {
        add(note);
        announce(latest.orElseThrow().begun());
    }

    private void announce(Announced announced) {
        latest = Optional.of(announced);
        statements.put(announced.at(), announced);
        add("SET " + AT + " = " + announced.at());
    }

    /** What is added from here on is no statement of the script: when it fails, that says nothing about one. */
    void announceNotes() {
        latest = Optional.empty();
        add("SET " + AT + " = " + NONE);
    }

    int length() {
        return text.length();
    }

    void clear() {
        text.setLength(0);
        bytes = 0;
        statements.clear();
    }

    /** Whether anything has reached the server. */
    boolean isSent() {
        return sent;
    }

    /** What has become of the statement that failed, as far as its failure tells. */
    StatementOutcome outcome() {
        return outcome;
    }

    /** Sends what was added and waits until all of it has run. */
    void send() throws SQLException {
        if (text.length() == 0) {
            return;
        }
        sent = true;
        try {
            runner.run(text.toString());
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            clear();
        }
    }

    private SQLException failure(SQLException cause) {
        outcome = StatementOutcome.UNKNOWN;
        try {
            Announced failed = statements.get(runner.query("SELECT " + AT).orElse(NONE));
            return failed == null ? new FailedPacketException(cause) : failure(failed, cause);
        } catch (SQLException gone) {
            suppress(cause, gone);
            return statements.isEmpty() ? new FailedPacketException(cause)
                    : new FailedStatementException(statements.values().iterator().next().statement(), CONNECTION_LOST, cause);
        }
    }

    /** The server quotes the text from the error on, and with the end of a statement that is ours behind it. */
    private SQLException withoutOurs(SQLException cause, SqlStatement failed) {
        Matcher quoting = QUOTING.matcher(String.valueOf(cause.getMessage()));
        if (!quoting.matches()) {
            return cause;
        }
        String quoted = quoting.group(2).replaceFirst("\\.\\.\\.$", ""); // MariaDB says so where it goes on
        int at = text.indexOf(failed.text(), text.indexOf("SET " + AT + " = " + failed.index() + ";"));
        if (at < 0) {
            return cause; // it was sent alone
        }
        String behind = text.substring(at + failed.text().length());
        int end = 0;
        while (end < quoted.length() && !behind.startsWith(quoted.substring(end))) {
            end++;
        }
        if (end == quoted.length()) {
            return cause;
        }
        SQLException without = new SQLException(quoting.group(1) + quoted.substring(0, end) + quoting.group(3),
                cause.getSQLState(), cause.getErrorCode());
        without.setStackTrace(cause.getStackTrace());
        for (Throwable suppressed : cause.getSuppressed()) {
            without.addSuppressed(suppressed);
        }
        return without;
    }

    /** Where the server has not answered it may have gone on: then nothing is concluded, and nothing saved. */
    private SQLException failure(Announced failed, SQLException cause) {
        boolean answered = isAnswer(cause);
        outcome = answered ? failed.failed().outcome() : StatementOutcome.UNKNOWN;
        Optional<String> kept = failed.failed().keptRows().filter(note -> answered && hasKeptRows(cause)).map(Supplier::get);
        String consequence = failed.consequence() + (answered ? rescue(failed, cause) : "");
        if (kept.isPresent()) {
            outcome = StatementOutcome.UNKNOWN;
            tryTo("ROLLBACK;\nUNLOCK TABLES;\n" + kept.get() + ";\nCOMMIT", cause);
        }
        return new FailedStatementException(failed.statement(), consequence, withoutOurs(cause, failed.statement()));
    }

    /** Asks the server, by giving up nothing, whether it could give up all that the open transaction has changed. */
    private boolean hasKeptRows(SQLException cause) {
        try (Statement statement = runner.connection().createStatement()) {
            statement.execute("SAVEPOINT " + PROBE);
            statement.execute("ROLLBACK TO SAVEPOINT " + PROBE);
            try (ResultSet warnings = ShellSession.allRows(statement, "SHOW WARNINGS")) {
                while (warnings.next()) {
                    if (warnings.getInt("Code") == NOT_ROLLED_BACK) {
                        return true;
                    }
                }
                return false;
            }
        } catch (SQLException e) {
            suppress(cause, e);
            return false; // there is no transaction
        }
    }

    /** Whether the server says so, and not the driver; the numbers from 2000 on are those of clients. */
    private static boolean isAnswer(SQLException failure) {
        int code = failure.getErrorCode();
        return code > 0 && code < FIRST_OF_CLIENTS || code >= FIRST_BEHIND_CLIENTS && code <= LAST_OF_SERVERS;
    }

    private String rescue(Announced failed, SQLException cause) {
        if (failed.rescue().isEmpty()) {
            return "";
        }
        return tryTo(failed.rescue().get().statements().get(), cause) ? "" : failed.rescue().get().otherwise();
    }

    /** Returns whether it did. */
    private boolean tryTo(String sql, SQLException cause) {
        try {
            runner.run(sql);
            return true;
        } catch (SQLException e) {
            suppress(cause, e);
            return false;
        }
    }

    private static void suppress(SQLException cause, SQLException other) {
        if (other != cause) {
            cause.addSuppressed(other);
        }
    }

    /** The failure of a statement of ours in a packet: what stood before it has run, so that it cannot be sent again. */
    static final class FailedPacketException extends SQLException {

        private static final long serialVersionUID = 1L;

        FailedPacketException(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
        }
    }
}
