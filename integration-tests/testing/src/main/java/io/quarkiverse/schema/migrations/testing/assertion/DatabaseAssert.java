package io.quarkiverse.schema.migrations.testing.assertion;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.catalog.ForeignKeys;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/** Assertions on a database: its schema, and its rows. */
public final class DatabaseAssert extends AbstractSchemaAssert<DatabaseAssert, DataSource> {

    DatabaseAssert(DataSource actual) {
        super(actual, DatabaseAssert.class);
    }

    private interface Look<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T look(Look<T> look) {
        isNotNull();
        try (Connection connection = actual.getConnection()) {
            return look.on(connection);
        } catch (SQLException e) {
            AssertionError failure = failure("The database cannot be looked at: %s", e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    Schema schema() {
        return look(connection -> Catalog.of(connection).schema());
    }

    /** A table holds so many rows. */
    public DatabaseAssert hasRowCount(String table, long expected) {
        Table its = table(table).actualTable();
        long rows = look(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement
                            .executeQuery("SELECT count(*) FROM " + Catalog.of(connection).quoted(its.name()))) {
                row.next();
                return row.getLong(1);
            }
        });
        if (rows != expected) {
            throw failureWithActualExpected(rows, expected, "Expecting %s rows in table %s, but there are: %s", expected,
                    its.name(), rows);
        }
        return this;
    }

    /**
     * Every foreign key of every row leads to a row. Looked for in the rows, so that those are found too that were
     * written while the database did not enforce its keys.
     */
    public DatabaseAssert hasIntactForeignKeys() {
        List<String> broken = look(ForeignKeys::broken);
        if (!broken.isEmpty()) {
            throw failure("Expecting every foreign key to lead to a row, but:%n%s", Words.lines(broken));
        }
        return this;
    }
}
