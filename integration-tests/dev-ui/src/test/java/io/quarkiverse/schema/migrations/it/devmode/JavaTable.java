package io.quarkiverse.schema.migrations.it.devmode;

import java.sql.SQLException;
import java.sql.Statement;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;

/** A migration that {@link FollowedSetsOnPostgresqlTest} edits. */
@MigrationSetName("audit")
@CodeMigrationId(value = "2", checksum = "1")
public class JavaTable implements CodeMigration {

    @Override
    public void up(MigrationContext context) throws SQLException {
        execute(context, "create table java (x int)");
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
        execute(context, "drop table java");
    }

    private static void execute(MigrationContext context, String sql) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
