package io.quarkiverse.schema.migrations.runtime.observe;

import org.jboss.logging.MDC;

import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.CommandObserver;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;

/** Gives the line about a migration its fields, for a log in JSON. Their names are those of the attributes of spans. */
public final class LogFields implements CommandObserver {

    private static final String SET = "schema_migrations.set";
    private static final String ID = "schema_migrations.id";
    private static final String DURATION = "schema_migrations.duration_ms";

    @Override
    public void beforeLogging(MigrationSet set, StepReport step) {
        MDC.put(SET, set.name());
        MDC.put(ID, step.id().value());
        MDC.put(DURATION, Long.toString(step.duration().toMillis()));
    }

    @Override
    public void afterLogging() {
        MDC.remove(SET);
        MDC.remove(ID);
        MDC.remove(DURATION);
    }
}
