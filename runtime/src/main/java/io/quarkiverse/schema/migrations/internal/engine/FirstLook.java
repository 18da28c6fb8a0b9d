package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.Application;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.history.History;
import io.quarkiverse.schema.migrations.model.AppliedMigration;

/**
 * What a start learns from its first statement. Nearly always that is all there is to learn, so nothing of the engine is
 * needed for it.
 *
 * @param connection where it was taken, for whoever goes on with it; closed already when the schema is current
 * @param history what the history holds; empty when that is what is expected, and the schema is current
 */
public record FirstLook(Connection connection, Optional<List<AppliedMigration>> history) {

    /**
     * Takes it.
     *
     * @param connection closed when it fails, too
     * @param databaseKind what the application was built for
     * @param dialects for the databases that the connection can lead to
     * @param table the history table, as configured
     * @throws SQLException when the database fails, or somebody else is at work
     */
    public static FirstLook at(Connection connection, String databaseKind, List<DialectProvider> dialects, TableName table,
            ExpectedHistory expected) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            Dialect dialect = dialect(connection, databaseKind, dialects);
            FirstLook look = new FirstLook(connection, new History(connection, dialect, dialect.resolve(connection, table),
                    Application.UNKNOWN).readUnless(expected));
            if (look.isCurrent()) {
                connection.close();
            }
            return look;
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private static Dialect dialect(Connection connection, String databaseKind, List<DialectProvider> dialects)
            throws SQLException {
        for (DialectProvider provider : dialects) {
            Optional<Dialect> settled = provider.dialectOfKind(databaseKind);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        return Dialects.of(connection, dialects);
    }

    /** Whether there is nothing to do. */
    public boolean isCurrent() {
        return history.isEmpty();
    }
}
