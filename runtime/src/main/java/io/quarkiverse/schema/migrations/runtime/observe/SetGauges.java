package io.quarkiverse.schema.migrations.runtime.observe;

import java.util.function.ToIntFunction;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * How many migrations of a set are applied, and how many are pending. The history is read when somebody asks: for the first
 * time, after a run of this process, and while migrations are pending once in ten seconds at most.
 */
final class SetGauges {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");
    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final String set;
    private StatusReport status;
    private boolean outdated = true;
    private long read;

    SetGauges(String set) {
        this.set = set;
    }

    String set() {
        return set;
    }

    /** Registers them, unless the set is not in use. */
    void register(MetricsFactory metrics) {
        if (SetCommands.of(set).getHandle().getBean().isActive()) {
            metrics.builder("schema.migrations.pending").description("Migrations that are to be applied").tag("set", set)
                    .buildGauge(() -> count(SetGauges::pending));
            metrics.builder("schema.migrations.applied").description("Migrations that are applied").tag("set", set)
                    .buildGauge(() -> count(SetGauges::applied));
        }
    }

    /** A run has ended: the history may be another. */
    synchronized void outdate() {
        outdated = true;
    }

    private synchronized Number count(ToIntFunction<StatusReport> counted) {
        boolean due = outdated || System.nanoTime() - read >= INTERVAL_NANOS;
        if (due && (outdated || status == null || pending(status) > 0)) {
            outdated = false;
            read = System.nanoTime();
            status = look();
        }
        return status == null ? Double.NaN : counted.applyAsInt(status);
    }

    private StatusReport look() {
        try {
            return SetCommands.of(set).get().status();
        } catch (RuntimeException e) {
            LOG.debugf(e, "The history%s could not be read for its metrics", SetName.of(set));
            return null;
        }
    }

    /** Those that are held back until the older release has ended are not pending, nor are they applied. */
    private static int pending(StatusReport status) {
        return (int) status.migrations().stream().filter(each -> switch (each.state()) {
            case PENDING, OUT_OF_ORDER, RUNNING, FAILED, INTERRUPTED -> true;
            case ROLLED_BACK -> each.location().isPresent();
            case APPLIED, MODIFIED, MISSING, FUTURE, HELD -> false;
        }).count();
    }

    private static int applied(StatusReport status) {
        return (int) status.migrations().stream().filter(each -> switch (each.state()) {
            case APPLIED, MODIFIED, MISSING, FUTURE -> true;
            case PENDING, OUT_OF_ORDER, RUNNING, FAILED, INTERRUPTED, ROLLED_BACK, HELD -> false;
        }).count();
    }
}
