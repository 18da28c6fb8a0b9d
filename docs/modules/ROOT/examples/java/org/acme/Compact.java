package org.acme;

import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.model.TransactionMode;

// tag::class[]
@CodeMigrationId(value = "4_compact", transaction = TransactionMode.NONE)
@MigrationSetName("people")
public class Compact implements CodeMigration {

    @Override
    public void up(MigrationContext context) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.execute("VACUUM");
        }
    }

    @Override
    public void down(MigrationContext context) {
        // there is nothing to take back
    }
}
// end::class[]
