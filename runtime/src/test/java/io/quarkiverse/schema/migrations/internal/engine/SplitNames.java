package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;

/** Takes the first names out of the names, and puts them back. */
final class SplitNames implements CodeMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
        Connection connection = context.connection();
        try (Statement query = connection.createStatement();
                ResultSet people = query.executeQuery("SELECT name FROM person ORDER BY name");
                PreparedStatement update = connection
                        .prepareStatement("UPDATE person SET first_name = ?, name = ? WHERE name = ?")) {
            while (people.next()) {
                String[] parts = people.getString(1).split(" ", 2);
                update.setString(1, parts[0]);
                update.setString(2, parts[1]);
                update.setString(3, people.getString(1));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
        CodeTest.execute(context, context.databaseKind().equals("mysql") || context.databaseKind().equals("mariadb")
                ? "UPDATE person SET name = concat(first_name, ' ', name)"
                : "UPDATE person SET name = first_name || ' ' || name");
    }
}
