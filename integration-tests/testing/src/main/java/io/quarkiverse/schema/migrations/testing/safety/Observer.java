package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.SQLException;

/** Watches a database while one migration after the other is applied. For one thread. */
interface Observer extends AutoCloseable {

    /** Looks at the database before a migration, and begins to watch. */
    void begin() throws SQLException;

    /** Ends to watch, and looks at the database after the migration. */
    Observation end() throws SQLException;

    /** Returns how unsafe things are written safely here. */
    Remedies remedies();

    @Override
    void close() throws SQLException;
}
