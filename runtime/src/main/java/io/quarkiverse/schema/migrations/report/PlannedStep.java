package io.quarkiverse.schema.migrations.report;

import java.util.List;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * One step that a command would take.
 *
 * @param id the migration
 * @param direction apply or revert
 * @param location where the script is, for people
 * @param options what the script says about running it
 * @param statements the statements as they would be sent, in order
 */
public record PlannedStep(MigrationId id, Direction direction, String location, ScriptOptions options,
        List<String> statements) {

    public PlannedStep {
        statements = List.copyOf(statements);
    }

    /** Whether the step runs in a transaction. */
    public TransactionMode transaction() {
        return options.transaction();
    }
}
