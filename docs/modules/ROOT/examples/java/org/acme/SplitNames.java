package org.acme;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;

// tag::class[]
@CodeMigrationId("2_split_names")
@MigrationSetName("people")
public class SplitNames implements CodeMigration {

    private final FamilyNames familyNames;

    SplitNames(FamilyNames familyNames) {
        this.familyNames = familyNames;
    }

    @Override
    public void up(MigrationContext context) throws SQLException {
        Connection connection = context.connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE person ADD COLUMN family_name TEXT");
        }
        try (Statement statement = connection.createStatement();
                ResultSet people = statement.executeQuery("SELECT id, name FROM person");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE person SET name = ?, family_name = ? WHERE id = ?")) {
            while (people.next()) {
                String name = people.getString("name");
                String familyName = familyNames.of(name);
                update.setString(1, name.substring(0, name.length() - familyName.length()).strip());
                update.setString(2, familyName);
                update.setLong(3, people.getLong("id"));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.execute("UPDATE person SET name = name || ' ' || family_name");
            statement.execute("ALTER TABLE person DROP COLUMN family_name");
        }
    }
}
// end::class[]
