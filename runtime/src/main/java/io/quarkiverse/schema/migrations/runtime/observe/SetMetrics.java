package io.quarkiverse.schema.migrations.runtime.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Measures what the commands of all sets do. The start may migrate before there is a place for metrics; what was measured by
 * then is recorded when there is one.
 */
final class SetMetrics implements MigrationListener {

    private final List<SetGauges> gauges;
    private final ThreadLocal<Long> stepBegan = new ThreadLocal<>();
    private final List<Consumer<MetricsFactory>> early = new ArrayList<>();
    private MetricsFactory factory;

    SetMetrics(List<String> sets) {
        this.gauges = sets.stream().map(SetGauges::new).toList();
    }

    synchronized void register(MetricsFactory metrics) {
        factory = metrics;
        gauges.forEach(each -> each.register(metrics));
        early.forEach(measured -> measured.accept(metrics));
        early.clear();
    }

    private synchronized void record(Consumer<MetricsFactory> measured) {
        if (factory == null) {
            early.add(measured);
        } else {
            measured.accept(factory);
        }
    }

    @Override
    public void waitedForLock(String set, Duration waited) {
        record(metrics -> metrics.builder("schema.migrations.lock.wait")
                .description("How long commands have waited for another one").tag("set", set).buildTimer().update(waited));
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        stepBegan.set(System.nanoTime());
    }

    @Override
    public void afterStep(String set, StepReport step) {
        stepBegan.remove();
        stepEnded(set, step.direction(), "success", step.duration());
    }

    @Override
    public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
        ended(stepBegan).ifPresent(duration -> stepEnded(set, direction, "failure", duration));
    }

    private void stepEnded(String set, Direction direction, String outcome, Duration duration) {
        record(metrics -> metrics.builder("schema.migrations.step").description("How long migrations have taken")
                .tag("set", set).tag("direction", direction.name().toLowerCase(Locale.ROOT)).tag("outcome", outcome)
                .buildTimer().update(duration));
    }

    @Override
    public void afterRun(RunReport report) {
        ended(report);
    }

    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        ended(report);
    }

    private void ended(RunReport report) {
        gauges.stream().filter(gauge -> gauge.set().equals(report.set())).forEach(SetGauges::outdate);
    }

    private static Optional<Duration> ended(ThreadLocal<Long> began) {
        Optional<Duration> duration = Optional.ofNullable(began.get())
                .map(start -> Duration.ofNanos(System.nanoTime() - start));
        began.remove();
        return duration;
    }

    /**
     * How many migrations of a set are applied, and how many are pending. The history is read on demand: for the first
     * time, after a run of this process, and while migrations are pending once in ten seconds at most.
     */
    private static final class SetGauges {

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
                return SetCommands.of(set).get().withoutConnectRetries().status();
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
}
