package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.SQLException;

/** Tells whether a history that was read still holds. */
@FunctionalInterface
public interface HistoryWatch {

    /** Whether somebody else may have written the history since the watch began; asked inside the transaction. */
    boolean moved() throws SQLException;
}
