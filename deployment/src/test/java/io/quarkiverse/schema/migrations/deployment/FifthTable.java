package io.quarkiverse.schema.migrations.deployment;

import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;

/** A migration that {@link ContinuousTestingOfOtherSourcesTest} edits. */
@CodeMigrationId("5")
public class FifthTable implements CodeMigration {

    @Override
    public void up(MigrationContext context) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.execute("create table fifth (id int)");
        }
    }
}
