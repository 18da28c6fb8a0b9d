package io.quarkiverse.schema.migrations.event;

import java.util.Optional;

import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * A run has ended well, also if there was nothing to do.
 *
 * @param schema the schema, where the set has several
 * @param report what it did, and how long that took
 */
public record RunFinished(Optional<String> schema, RunReport report) implements MigrationEvent {

    @Override
    public String set() {
        return report.set();
    }
}
