package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.DatabaseException;

/**
 * Finds the dialect of the server that answers, among those that the application has.
 *
 * @param providers for the databases that connections can lead to
 * @param databaseKind the kind of datasource that the application was built for, as Quarkus spells it; empty when unknown
 */
public record Dialects(List<DialectProvider> providers, String databaseKind) {

    public Dialects {
        providers = List.copyOf(providers);
    }

    /**
     * Returns the dialect of the database behind a connection: by the kind of datasource where that settles it, else by what
     * the driver knows already.
     *
     * @throws DatabaseException when none of the providers knows the database
     */
    public Dialect of(Connection connection) throws SQLException {
        for (DialectProvider provider : providers) {
            Optional<Dialect> settled = provider.dialectOfKind(databaseKind);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        for (DialectProvider provider : providers) {
            Optional<Dialect> dialect = provider.dialect(connection);
            if (dialect.isPresent()) {
                return dialect.get();
            }
        }
        throw unknown(connection.getMetaData());
    }

    private static DatabaseException unknown(DatabaseMetaData metaData) throws SQLException {
        return new DatabaseException("Schemas of the database '" + metaData.getDatabaseProductName()
                + "' cannot be migrated through the driver '" + metaData.getDriverName()
                + "': use SQLite, or PostgreSQL, MySQL or MariaDB with the driver of one of them", null);
    }

    /**
     * Makes dialects for the servers that a JDBC driver leads to. An application has those for the drivers that it has, and no
     * others: a provider names classes of its driver, and a native image builder must not meet one without them.
     */
    public interface DialectProvider {

        /**
         * Returns the dialect of the server behind a connection, by what the driver knows without a statement; empty when the
         * driver or the server is another one.
         */
        Optional<Dialect> dialect(Connection connection) throws SQLException;

        /**
         * Returns the dialect of a kind of datasource where the kind settles it, so that no driver has to be asked; else empty.
         */
        default Optional<Dialect> dialectOfKind(String databaseKind) {
            return Optional.empty();
        }
    }
}
