package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.report.PlannedStep;

/** Watches a database while one migration after the other is applied. For one thread. */
interface Observer extends AutoCloseable {

    /** Looks at the database before a migration, and begins to watch. */
    void begin() throws SQLException;

    /** Ends to watch, and looks at the database after the migration. */
    Observation end() throws SQLException;

    /**
     * Tries the statements of a migration one by one, and takes back what they did.
     *
     * @param schema where they run; empty: where the connection is
     * @return what each of them did, in order; empty where that cannot be told
     */
    default List<StatementEffect> statements(PlannedStep step, Optional<String> schema) throws SQLException {
        return List.of();
    }

    /** Returns how unsafe things are written safely here. */
    Remedies remedies();

    @Override
    void close() throws SQLException;
}
