package io.quarkiverse.schema.migrations.runtime.internal.dialect.mysql;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.runtime.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

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

    private static final Pattern QUOTING = Pattern.compile("(.* near ')(.*)(' at line .*)", Pattern.DOTALL);
    private static final String CONNECTION_LOST = " It may have been at one of the statements behind this one,"
            + " which were sent together with it.";

    private final SqlRunner runner;
    private final StringBuilder text = new StringBuilder(LENGTH);
    private final Map<String, Announced> statements = new LinkedHashMap<>();

    private record Announced(SqlStatement statement, String consequence, Optional<Rescue> rescue) {
    }

    /**
     * Saves what stands in front of a statement that fails, and was to be noted or committed behind it.
     *
     * @param statements do so; they fail when it is not there any more
     * @param otherwise what to know then; may be empty
     */
    record Rescue(Supplier<String> statements, String otherwise) {
    }

    Packet(SqlRunner runner) {
        this.runner = runner;
    }

    /** Adds a statement of ours, which fails with the script's statement that was announced last. */
    void add(String sql) {
        if (text.length() == 0) {
            text.append("SET ").append(AT).append(" = ").append(NONE);
        }
        text.append(";\n").append(sql);
    }

    /**
     * What is added from here on belongs to a statement of the script.
     *
     * @param consequence what to know if it fails; may be empty
     * @param rescue what to do if it fails; empty when there is nothing to save
     */
    void announce(SqlStatement statement, String consequence, Optional<Rescue> rescue) {
        String index = Integer.toString(statement.index());
        statements.put(index, new Announced(statement, consequence, rescue));
        add("SET " + AT + " = " + index);
    }

    /** What is added from here on belongs to no statement of the script. */
    void announceEnd() {
        add("SET " + AT + " = " + NONE);
    }

    int length() {
        return text.length();
    }

    void clear() {
        text.setLength(0);
        statements.clear();
    }

    /** Sends what was added and waits until all of it has run. */
    void send() throws SQLException {
        if (text.length() == 0) {
            return;
        }
        try {
            runner.run(text.toString());
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            clear();
        }
    }

    private SQLException failure(SQLException cause) {
        try {
            Announced failed = statements.get(runner.query("SELECT " + AT).orElse(NONE));
            if (failed == null) {
                return new FailedPacketException(cause);
            }
            String consequence = failed.consequence() + rescue(failed, cause);
            return new FailedStatementException(failed.statement(), consequence, withoutOurs(cause, failed.statement()));
        } catch (SQLException gone) {
            cause.addSuppressed(gone);
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

    private String rescue(Announced failed, SQLException cause) {
        if (failed.rescue().isEmpty()) {
            return "";
        }
        try {
            runner.run(failed.rescue().get().statements().get());
            return "";
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return failed.rescue().get().otherwise();
        }
    }
}
