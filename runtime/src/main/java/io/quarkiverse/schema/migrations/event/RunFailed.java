package io.quarkiverse.schema.migrations.event;

import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * A run was refused, or has failed.
 *
 * @param report what it had done by then
 * @param failure why
 */
public record RunFailed(RunReport report, RuntimeException failure) implements MigrationEvent {

    @Override
    public String set() {
        return report.set();
    }
}
