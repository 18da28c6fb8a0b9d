package io.quarkiverse.schema.migrations.event;

import java.util.Optional;

import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * A run was refused, or has failed.
 *
 * @param schema the schema, where the set has several
 * @param report what it did until then
 * @param failure why
 */
public record RunFailed(Optional<String> schema, RunReport report, RuntimeException failure) implements MigrationEvent {

    @Override
    public String set() {
        return report.set();
    }
}
