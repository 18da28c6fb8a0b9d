package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * {@code PRAGMA foreign_keys} of a script that runs in a transaction.
 * <p>
 * SQLite passes over the pragma inside a transaction without a word. So a script that sets it gets it before the
 * transaction begins, and the keys are checked before it ends.
 */
final class ForeignKeys {

    private static final int SHOWN = 5;

    private final Connection connection;
    private final boolean enforcedBefore;
    private KeyViolations before;

    private ForeignKeys(Connection connection, boolean enforcedBefore) {
        this.connection = connection;
        this.enforcedBefore = enforcedBefore;
    }

    /** Sets the pragma now. */
    static ForeignKeys set(Connection connection, String value) throws SQLException {
        ForeignKeys keys = new ForeignKeys(connection, enforced(connection));
        keys.write(value);
        return keys;
    }

    static boolean enforced(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA foreign_keys")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    void begin() throws SQLException {
        before = KeyViolations.of(connection);
    }

    /**
     * @throws SQLException when rows refer to nothing now that did not before
     */
    void end() throws SQLException {
        List<String> added = KeyViolations.of(connection).notIn(before);
        if (!added.isEmpty()) {
            throw new SQLException("after the script, " + String.join("; ", added.stream().limit(SHOWN).toList())
                    + (added.size() > SHOWN ? "; and " + (added.size() - SHOWN) + " more" : "")
                    + " (PRAGMA foreign_key_check): correct the script so that every reference is kept");
        }
    }

    void close() throws SQLException {
        write(enforcedBefore ? "ON" : "OFF");
    }

    private void write(String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = " + value);
        }
    }
}
