package io.quarkiverse.schema.migrations.runtime.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Measures what the commands of all sets do. The start may migrate before there is a place for metrics; what was measured by
 * then is recorded when there is one.
 */
final class SetMetrics implements MigrationListener {

    private final List<SetGauges> gauges;
    private final ThreadLocal<Long> stepBegan = new ThreadLocal<>();
    private final ThreadLocal<Long> waitBegan = new ThreadLocal<>();
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
    public void waitingForLock(String set, Duration timeout) {
        waitBegan.set(System.nanoTime());
    }

    private void waited(String set) {
        ended(waitBegan).ifPresent(duration -> record(metrics -> metrics.builder("schema.migrations.lock.wait")
                .description("How long runs have waited for another one").tag("set", set).buildTimer().update(duration)));
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        waited(set);
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
        waited(report.set());
        gauges.stream().filter(gauge -> gauge.set().equals(report.set())).forEach(SetGauges::outdate);
    }

    private static Optional<Duration> ended(ThreadLocal<Long> began) {
        Optional<Duration> duration = Optional.ofNullable(began.get())
                .map(start -> Duration.ofNanos(System.nanoTime() - start));
        began.remove();
        return duration;
    }
}
