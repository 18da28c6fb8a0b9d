package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;

/**
 * Something else than a database's refusal came out of a migration or a driver, such as an {@link Error}; its codes are
 * those of the refusal behind it. Where the driver has thrown it, nothing is known of what the server did.
 */
final class CodeFailure extends SQLException {

    private static final long serialVersionUID = 1L;

    private CodeFailure(Throwable thrown, SQLException behind) {
        super(thrown.toString(), behind.getSQLState(), behind.getErrorCode(), thrown);
    }

    /** What was thrown, as a failure of the database. */
    static SQLException of(Throwable thrown) {
        if (thrown instanceof SQLException failure) {
            return failure;
        }
        Throwable behind = thrown;
        while (behind != null && !(behind instanceof SQLException)) {
            behind = behind.getCause();
        }
        return new CodeFailure(thrown, behind == null ? new SQLException() : (SQLException) behind);
    }
}
