package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.error.ActiveTransactionException;
import io.quarkiverse.schema.migrations.error.CleanRefusedException;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.Mentions;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.SetName;

/** Puts into words what has failed or is refused. */
public final class Failures {

    private static final String CONNECTION_EXCEPTION = "08";
    /** The server shuts down or crashes, or an administrator has ended the session. */
    private static final String ENDED_BY_POSTGRESQL = "57P0";
    private static final int KILLED_BY_MARIADB = 1927;
    private static final String READ_ONLY_TRANSACTION = "25006";
    /** It cannot run inside a transaction, or has tried to end one that it has not begun. */
    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("25001", "2D000");
    private static final int READ_ONLY_MYSQL = 1290;
    /** SQLite's driver describes each error code, and adds SQLite's own message, which mostly says the same. */
    private static final Pattern SQLITE = Pattern.compile("^(\\[SQLITE_\\w+]) .*? \\((.*)\\)$", Pattern.DOTALL);

    private Failures() {
    }

    /** A command was called where the caller's transaction would be committed with it. */
    public static SchemaMigrationsException activeTransaction(String set, String command) {
        return new ActiveTransactionException("'" + command + "'" + SetName.of(set)
                + " was called inside an active transaction; nothing was run."
                + "\nCall it outside of one, for example from a method with @Transactional(NOT_SUPPORTED)");
    }

    /**
     * @param statement what failed, unless the cause says so; null when all statements had run
     * @param consequence what became of the step, and what to do
     */
    static MigrationFailedException failed(Step step, SqlStatement statement, SQLException cause, String consequence) {
        String location = step.work().shown();
        if (cause instanceof FailedStatementException failed) {
            return failed(step, location + ":" + failed.position(), failed.statement().head(), cause, consequence);
        }
        return statement == null ? failed(step, location, null, cause, consequence)
                : failed(step, Scripts.place(step.work(), statement), statement.head(), cause, consequence);
    }

    private static MigrationFailedException failed(Step step, String place, String head, SQLException cause,
            String consequence) {
        return new MigrationFailedException(step.id(), subject(step) + " failed at " + place + ": " + reason(cause)
                + (head == null ? "" : "\n  " + head) + '\n' + consequence, cause);
    }

    /**
     * What was thrown instead of a database's refusal, such as an {@link Error}; its codes are those of the refusal behind it.
     * Where the driver has thrown it, nothing is known of what the server did.
     */
    private static final class UnexpectedException extends SQLException {

        private static final long serialVersionUID = 1L;

        UnexpectedException(Throwable thrown, SQLException behind) {
            super(thrown.toString(), behind.getSQLState(), behind.getErrorCode(), thrown);
        }
    }

    /** What was thrown by a migration or a driver, as a failure of the database. */
    static SQLException unexpected(Throwable thrown) {
        if (thrown instanceof SQLException failure) {
            return failure;
        }
        Throwable behind = thrown;
        while (behind != null && !(behind instanceof SQLException)) {
            behind = behind.getCause();
        }
        return new UnexpectedException(thrown, behind == null ? new SQLException() : (SQLException) behind);
    }

    /** Adds what has failed after a failure, which some drivers, and a virtual machine without memory, throw once more. */
    static void suppress(Throwable failure, Throwable further) {
        if (further != failure) {
            failure.addSuppressed(Secrets.removed(further));
        }
    }

    /** Whether the connection is gone, so that the server's last action is unknown. */
    static boolean isConnectionLost(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return state.startsWith(CONNECTION_EXCEPTION) || state.startsWith(ENDED_BY_POSTGRESQL)
                || cause.getErrorCode() == KILLED_BY_MARIADB;
    }

    /** Whether the database is read-only, or read-only for this session. */
    static boolean isReadOnly(SQLException cause) {
        return READ_ONLY_TRANSACTION.equals(cause.getSQLState()) || cause.getErrorCode() == READ_ONLY_MYSQL;
    }

    /** Whether it works outside of transactions only, as far as the database says so. */
    static boolean needsNoTransaction(SQLException cause) {
        return NEEDS_NO_TRANSACTION.contains(String.valueOf(cause.getSQLState()))
                && !(cause instanceof FailedStatementException failed && failed.statement().words(1).contains("SET"));
    }

    /** Whether a write of ours has found no history table any more. */
    static boolean isHistoryGone(SQLException cause, Session session) {
        if (cause instanceof FailedStatementException || !session.dialect().isMissingTable(cause)) {
            return false;
        }
        TableName table = session.history().table();
        String message = cause.getMessage();
        return Mentions.of(table.table()).in(message) > 0
                || table.schema().filter(schema -> Mentions.of(schema).in(message) > 0).isPresent();
    }

    /**
     * @throws RefusedException when there is anything against a plan
     */
    static void refuse(String set, List<Discrepancy> refusals) {
        if (!refusals.isEmpty()) {
            throw new RefusedException(set, refusals);
        }
    }

    static SchemaMigrationsException cleanRefused(String set) {
        return new CleanRefusedException("Clean" + SetName.of(set) + " refused, nothing was dropped."
                + "\nSet clean-allowed=true (in development mode and tests only), or call cleanAllowed() of the builder");
    }

    /** A failure of the process itself, such as that its memory is full. */
    static DatabaseException ofProcess(String set, Error cause) {
        return new DatabaseException("The command" + SetName.of(set) + " failed: " + cause + ". Nothing more was run",
                cause);
    }

    /** A failure at something that is no migration's fault. */
    static SchemaMigrationsException ofDatabase(String set, SQLException cause) {
        return new DatabaseException("The database" + SetName.of(set) + " failed: " + reason(cause) + ". Nothing more was run",
                cause);
    }

    /** What became of a step whose transaction has failed; ends with a blank. */
    static String rolledBack(Step step) {
        return switch (step.direction()) {
            case UP -> "The migration was rolled back. ";
            case DOWN -> "It was undone, the migration is still applied. ";
        };
    }

    static String subject(Step step) {
        return switch (step.direction()) {
            case UP -> "Migration '" + step.id() + "'";
            case DOWN -> "Rolling back '" + step.id() + "'";
        };
    }

    /** The database's own words, with SQL state and error code where there is a state; SQLite's words begin with their code. */
    static String reason(SQLException cause) {
        StringBuilder reason = new StringBuilder(SQLITE.matcher(String.valueOf(cause.getMessage())).replaceAll("$1 $2"));
        if (cause.getSQLState() != null) {
            reason.append(" (SQL state ").append(cause.getSQLState());
            if (cause.getErrorCode() != 0) {
                reason.append(", error ").append(cause.getErrorCode());
            }
            reason.append(')');
        }
        return reason.toString();
    }
}
