package io.quarkiverse.schema.migrations.event;

import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * A run has ended well, be it that there was nothing to do.
 *
 * @param report what it did, and how long that took
 */
public record RunFinished(RunReport report) implements MigrationEvent {

    @Override
    public String set() {
        return report.set();
    }
}
