package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.ConnectRetries;

/** Takes a command's connection, from a database that may come up later than we do. */
final class Connecting {

    private final EngineSettings settings;
    private final MigrationListener listener;

    /**
     * @param listener told of every try to come
     */
    Connecting(EngineSettings settings, MigrationListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * @throws DatabaseException when the last try has failed as well, or the thread is interrupted while it waits
     */
    Connection connect() {
        try {
            return settings.dataSource().getConnection();
        } catch (SQLException | RuntimeException e) {
            // drivers and what gives them credentials throw what they like
            return connectAfter(e);
        }
    }

    /** The same, when the first try was made elsewhere and has failed. */
    Connection connectAfter(Exception failure) {
        ConnectRetries retries = settings.connectRetries();
        Exception last = failure;
        for (int retry = 1; retry <= retries.count(); retry++) {
            listener.retryingConnection(settings.set(), retry, retries.count(), retries.interval(), reason(last));
            pause(last);
            try {
                return settings.dataSource().getConnection();
            } catch (SQLException | RuntimeException e) {
                last = e;
            }
        }
        throw new DatabaseException("There is no connection to the database of set '" + settings.set() + "'"
                + (retries.count() == 0 ? "" : ", after " + counted(retries.count())) + ": " + reason(last)
                + ". Check the URL and the user of its datasource, and that the database is up", last);
    }

    private static String counted(int retries) {
        return retries == 1 ? "1 retry" : retries + " retries";
    }

    private void pause(Exception failure) {
        try {
            Thread.sleep(settings.connectRetries().interval().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            e.addSuppressed(failure);
            throw new DatabaseException(
                    "The thread was interrupted while it waited for the database of set '" + settings.set() + "'", e);
        }
    }

    /** Returns the driver's words, on one line and without passwords. */
    static String reason(Exception failure) {
        return Secrets.removed(String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
