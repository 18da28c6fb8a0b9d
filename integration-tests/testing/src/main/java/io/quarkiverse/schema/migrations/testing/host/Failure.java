package io.quarkiverse.schema.migrations.testing.host;

import java.sql.SQLException;

/** Lets a test fail with what the database said. */
final class Failure {

    private Failure() {
    }

    interface Work<T> {
        T run() throws SQLException;
    }

    static <T> T wrapped(String what, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(what + ": " + e.getMessage(), e);
        }
    }
}
