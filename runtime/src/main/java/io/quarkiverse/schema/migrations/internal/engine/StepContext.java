package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;

import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** What a migration in Java is given. */
record StepContext(Connection connection, String set, MigrationId id, Direction direction, String databaseKind)
        implements
            MigrationContext {
}
