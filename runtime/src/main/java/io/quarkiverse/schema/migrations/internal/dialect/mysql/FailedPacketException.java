package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.SQLException;

/** The failure of a statement of ours in a packet: what stood before it has run, so that it cannot be sent again. */
final class FailedPacketException extends SQLException {

    private static final long serialVersionUID = 1L;

    FailedPacketException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
    }
}
