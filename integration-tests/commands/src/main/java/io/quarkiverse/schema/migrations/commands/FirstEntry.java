package io.quarkiverse.schema.migrations.commands;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;

/** Opens the audit log. */
@CodeMigrationId("2_first_entry")
@MigrationSetName("audit-log")
class FirstEntry implements CodeMigration {

    @Override
    public void up(MigrationContext context) throws SQLException {
        try (PreparedStatement insert = context.connection()
                .prepareStatement("INSERT INTO audit_entry (entry) VALUES (?)")) {
            insert.setString(1, "opened");
            insert.executeUpdate();
        }
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.executeUpdate("DELETE FROM audit_entry");
        }
    }
}
