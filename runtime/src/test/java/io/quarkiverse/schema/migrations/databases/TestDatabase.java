package io.quarkiverse.schema.migrations.databases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.servers.Database;

/** A real database that is empty when a test begins. */
public interface TestDatabase {

    DataSource dataSource();

    /** How another process reaches it. */
    Database address();

    /** A query for the names of all tables. */
    String tablesQuery();

    default SchemaMigrationsBuilder migrations() {
        return SchemaMigrationsBuilder.of(dataSource());
    }

    default List<String> tables() {
        return query(tablesQuery());
    }

    default int count(String table) {
        return Integer.parseInt(query("SELECT count(*) FROM " + table).get(0));
    }

    /** The first column of what a query returns. */
    default List<String> query(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    default void execute(String... statements) {
        try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
