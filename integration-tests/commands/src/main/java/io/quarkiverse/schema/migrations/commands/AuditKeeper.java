package io.quarkiverse.schema.migrations.commands;

import jakarta.inject.Singleton;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Tells what is done to the audit log. */
@Singleton
@MigrationSetName("audit-log")
class AuditKeeper implements MigrationListener {

    @Override
    public void afterStep(String set, StepReport step) {
        // not on standard output, which has the result of a command and nothing else
        System.err.println("Kept: " + set + " " + step.id());
    }
}
