package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Another user of the database, who writes behind every step back. */
record OtherWriter(TestDatabase database) implements MigrationListener {

    @Override
    public void afterStep(String set, StepReport step) {
        if (step.direction() == Direction.DOWN) {
            database.execute("INSERT INTO elsewhere VALUES (1)");
        }
    }
}
