package io.quarkiverse.schema.migrations.error;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes passwords from texts and exceptions. For the engine: whatever {@link SchemaMigrationsException} says is without
 * them already.
 * <p>
 * Drivers quote URLs and databases quote statements, often cut off in the middle, and a password may hold any character. So
 * where the end of one cannot be told, the rest of the line goes with it.
 */
public final class Secrets {

    private static final String REMOVED = "***";
    private static final String NOT_YET_REMOVED = "(?!\\*\\*\\*)";
    /** {@code //user:password@host}; the password may hold an {@code @} or a blank itself, so the last one ends it. */
    private static final Pattern IN_AUTHORITY = Pattern.compile("(//[^/:@\\s,]*:)(?!\\d{1,5}(?:[/,?]|$))"
            + NOT_YET_REMOVED + "[^\\r\\n]*(@)");
    /** A parameter of a URL, an option of a driver or of a connection string. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)((?:password|passwd|passphrase|pwd|secret|token)\\w*"
            + "[\"'`)\\]]?\\s*=\\s*+)" + NOT_YET_REMOVED + "[^&\\r\\n]+");
    /** {@code IDENTIFIED BY 'password'}, {@code PASSWORD 'password'}; the closing quote may be cut off. */
    private static final Pattern LITERAL = Pattern.compile("(?i)(\\b(?:identified\\s+(?:with\\s+\\S+\\s+)?(?:by|as)"
            + "(?:\\s+password)?|by|password(?:\\s+for\\s+[^=\\r\\n]+=)?)(?:\\s+|\\s*\\(\\s*)[en]?)"
            + "('(?!\\*\\*\\*)(?:[^'\\\\\\r\\n]|''|\\\\.)*'?"
            + "|\"(?!\\*\\*\\*)(?:[^\"\\\\\\r\\n]|\"\"|\\\\.)*\"?|\\$(\\w*)\\$[^\\r\\n]*?(?:\\$\\3\\$|(?=[\\r\\n])|$))");

    private Secrets() {
    }

    /** Returns the text without passwords; null for null. */
    public static String removed(String text) {
        if (text == null) {
            return null;
        }
        // parameters first, for an @ in one of them would seem to end what stands before the host
        String result = PARAMETER.matcher(text).replaceAll("$1" + REMOVED);
        result = IN_AUTHORITY.matcher(result).replaceAll("$1" + REMOVED + "$2");
        return LITERAL.matcher(result).replaceAll("$1'" + REMOVED + "'");
    }

    /**
     * Returns the exception itself where neither it nor anything that belongs to it holds a password, otherwise a copy
     * without: of its causes, what it suppressed, and the exceptions that a driver has chained to it. Null for null.
     */
    public static Throwable removed(Throwable failure) {
        return isIn(failure, Collections.newSetFromMap(new IdentityHashMap<>()))
                ? copy(failure, Collections.newSetFromMap(new IdentityHashMap<>()))
                : failure;
    }

    private static boolean isIn(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        String text = failure.toString();
        if (!text.equals(removed(text)) || isIn(failure.getCause(), seen)
                || failure instanceof SQLException sql && isIn(sql.getNextException(), seen)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (isIn(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable copy(Throwable failure, Set<Throwable> copied) {
        if (failure == null || !copied.add(failure)) {
            return null;
        }
        Throwable copy;
        if (failure instanceof SQLException sql) {
            SQLException cleaned = new SQLException(removed(sql.getMessage()), sql.getSQLState(), sql.getErrorCode(),
                    copy(sql.getCause(), copied));
            if (copy(sql.getNextException(), copied) instanceof SQLException next) {
                cleaned.setNextException(next);
            }
            copy = cleaned;
        } else {
            // the type is lost, as it cannot be made again; its name is not
            copy = new RuntimeException(removed(failure.toString()), copy(failure.getCause(), copied));
        }
        copy.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            Throwable cleaned = copy(suppressed, copied);
            if (cleaned != null) {
                copy.addSuppressed(cleaned);
            }
        }
        return copy;
    }
}
