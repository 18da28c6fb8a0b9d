package org.acme;

import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;

@CodeMigrationId(value = "3", description = "Plain phone numbers")
@MigrationSetName("moved") // not needed in the default set
public class PlainNumbers implements CodeMigration {

    @Override
    public void up(MigrationContext context) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.execute("UPDATE customer SET phone = replace(phone, ' ', '')");
        }
    }
}
