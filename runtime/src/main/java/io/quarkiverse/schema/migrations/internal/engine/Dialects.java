package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.DialectProvider;

/** Finds the dialect of the server that answers, among those that the application has. */
final class Dialects {

    private Dialects() {
    }

    /**
     * Returns the dialect of the database behind a connection, by what the driver knows already.
     *
     * @throws DatabaseException when none of the providers knows the database
     */
    static Dialect of(Connection connection, List<DialectProvider> providers) throws SQLException {
        for (DialectProvider provider : providers) {
            Optional<Dialect> dialect = provider.dialect(connection);
            if (dialect.isPresent()) {
                return dialect.get();
            }
        }
        DatabaseMetaData metaData = connection.getMetaData();
        throw new DatabaseException("Schemas of the database '" + metaData.getDatabaseProductName()
                + "' cannot be migrated through the driver '" + metaData.getDriverName()
                + "': use SQLite, or PostgreSQL, MySQL or MariaDB with the driver of one of them", null);
    }
}
