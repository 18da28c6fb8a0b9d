package io.quarkiverse.schema.migrations.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.metrics.MetricsFactory.MetricBuilder;
import io.quarkus.runtime.metrics.MetricsFactory.TimeRecorder;

class SetMetricsTest {

    private static final MigrationId ID = new MigrationId("1");

    private final SetMetrics metrics = new SetMetrics(List.of());
    private final List<String> recorded = new ArrayList<>();

    /** Notes the name of a timer, its tags, and every time that is recorded. */
    private MetricsFactory noting() {
        return (MetricsFactory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { MetricsFactory.class },
                (factory, method, arguments) -> builder(new StringBuilder((String) arguments[0])));
    }

    private MetricBuilder builder(StringBuilder name) {
        return (MetricBuilder) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { MetricBuilder.class },
                (builder, method, arguments) -> switch (method.getName()) {
                    case "tag" -> {
                        name.append(' ').append(arguments[0]).append('=').append(arguments[1]);
                        yield builder;
                    }
                    case "description" -> builder;
                    case "buildTimer" -> timer(name.toString());
                    default -> throw new AssertionError(method);
                });
    }

    private TimeRecorder timer(String name) {
        return (TimeRecorder) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { TimeRecorder.class },
                (timer, method, arguments) -> {
                    assertThat((Duration) arguments[0]).isPositive();
                    recorded.add(name);
                    return null;
                });
    }

    private static RunReport report() {
        return new RunReport("audit", Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 0, List.of(),
                Duration.ofMillis(1));
    }

    @Test
    void keeps_what_a_start_measures_before_there_is_a_place_for_it() {
        metrics.beforeStep("audit", ID, Direction.UP);
        metrics.afterStep("audit", new StepReport(ID, Direction.UP, "", "1.sql", 1, Duration.ofMillis(3)));
        assertThat(recorded).isEmpty();

        metrics.register(noting());
        metrics.afterRun(report());

        assertThat(recorded).containsExactly("schema.migrations.step set=audit direction=up outcome=success");
    }

    @Test
    void records_the_waits_of_all_commands() {
        metrics.register(noting());

        metrics.waitedForLock("audit", Duration.ofSeconds(6));

        assertThat(recorded).containsExactly("schema.migrations.lock.wait set=audit");
    }

    @Test
    void a_migration_that_fails_in_one_thread_does_not_end_that_of_another() throws InterruptedException {
        metrics.register(noting());
        metrics.beforeStep("audit", ID, Direction.DOWN);
        Thread other = new Thread(() -> metrics.stepFailed("audit", ID, Direction.DOWN, new IllegalStateException()));
        other.start();
        other.join();
        assertThat(recorded).isEmpty();

        metrics.stepFailed("audit", ID, Direction.DOWN, new IllegalStateException());

        assertThat(recorded).containsExactly("schema.migrations.step set=audit direction=down outcome=failure");
    }
}
