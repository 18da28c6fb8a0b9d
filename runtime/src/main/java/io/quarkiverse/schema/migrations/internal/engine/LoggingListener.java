package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Surroundings;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.VisibleText;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;
import io.quarkiverse.schema.migrations.report.StepReport;

/** One line a migration, and one in the end. */
final class LoggingListener implements MigrationListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final Surroundings surroundings;
    private final String schema;

    LoggingListener(Surroundings surroundings) {
        this(surroundings, "");
    }

    /** @param schema what is said of the schema behind the name of the set; may be empty */
    private LoggingListener(Surroundings surroundings, String schema) {
        this.surroundings = surroundings;
        this.schema = schema;
    }

    @Override
    public MigrationListener inSchema(String name) {
        return new LoggingListener(surroundings, ", schema '" + name + "'");
    }

    /** One line for all schemas of a set. */
    static void ended(RunReport report, int schemas, int failed) {
        long moved = report.bySchema().values().stream().filter(one -> !one.done().isEmpty()).count();
        String what = report.done().isEmpty() ? "nothing to do in " + Messages.counted(schemas, "schema")
                : Messages.done(report.done()) + " in " + moved + " of " + Messages.counted(schemas, "schema");
        LOG.infof("Set '%s': %s in %d ms%s", report.set(), what, report.duration().toMillis(),
                failed == 0 ? "" : ", " + failed + " failed");
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        LOG.debugf("Set '%s'%s: %s", set, schema, planned);
    }

    @Override
    public void warned(String set, Discrepancy discrepancy) {
        LOG.warnf("Set '%s'%s: %s", set, schema, discrepancy.message());
    }

    @Override
    public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
        LOG.warnf("Set '%s'%s: no connection to the database, retry %d of %d in %d ms: %s", set, schema, retry, retries,
                interval.toMillis(), reason);
    }

    @Override
    public void retryingStep(String set, MigrationId id, int retry, int retries, Duration pause, String reason) {
        LOG.warnf("Set '%s'%s: '%s' waited too long for a lock of the database, retry %d of %d in %d ms: %s", set, schema, id,
                retry, retries, pause.toMillis(), reason);
    }

    @Override
    public void waitingForLock(String set, Duration timeout) {
        LOG.infof("Set '%s'%s: another runner is at work, waiting for it for up to %d s", set, schema, timeout.toSeconds());
    }

    @Override
    public void adopted(AdoptionReport report) {
        LOG.infof("Set '%s'%s: took over %s from %s ('%s'), %d verified", report.set(), schema,
                Messages.counted(report.adopted().size(), "migration"), report.tool(), report.table().orElse(""),
                report.verified());
        report.adopted().stream().filter(one -> !one.remark().isEmpty()).forEach(one -> LOG.infof("Set '%s'%s: %s",
                report.set(), schema, one));
        report.passedOver().forEach(one -> LOG.infof("Set '%s'%s: %s", report.set(), schema, one));
    }

    @Override
    public void stillRunning(StepProgress progress) {
        String statement = progress.statements() == 0 ? ""
                : ", at statement " + progress.statement() + " of " + progress.statements();
        LOG.infof("Set '%s'%s: '%s' (%d of %d) is being %s for %d s%s", progress.set(), schema, progress.id(),
                progress.step(), progress.steps(), Messages.done(progress.direction()), progress.elapsed().toSeconds(),
                statement);
    }

    @Override
    public void afterStep(String set, StepReport step) {
        if (LOG.isInfoEnabled()) {
            surroundings.beforeLogging(step);
            // not as a format, which would take a good part of the time that a small migration does
            LOG.info("Set '" + set + "'" + schema + ": " + Messages.done(step.direction()) + " '" + step.id() + "' ("
                    + (step.statements() == 0 ? VisibleText.of(step.location())
                            : Messages.counted(step.statements(), "statement"))
                    + ") in "
                    + step.duration().toMillis() + " ms");
            surroundings.afterLogging();
        }
    }

    @Override
    public void afterRun(RunReport report) {
        String what = report.direction() == Direction.UP ? applied(report) : rolledBack(report);
        // of many schemas, those in which nothing happens would hide the others
        Logger.Level level = report.done().isEmpty() && !schema.isEmpty() ? Logger.Level.DEBUG : Logger.Level.INFO;
        LOG.log(level, "Set '" + report.set() + "'" + schema + ": " + what); // as a format it needs more classes at every start
    }

    private static String rolledBack(RunReport report) {
        return report.done().isEmpty() ? "nothing to roll back"
                : Messages.done(report.done()) + " in " + report.duration().toMillis() + " ms";
    }

    private static String applied(RunReport report) {
        String held = report.held().isEmpty() ? ""
                : "; held until the older release has ended: "
                        + report.held().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        String rest = (report.beyond() == 0 ? "the schema is current"
                : Messages.counted(report.beyond(), "migration") + " pending beyond the target") + held;
        return report.done().isEmpty() ? rest
                : Messages.done(report.done()) + " in " + report.duration().toMillis() + " ms, " + rest;
    }

    /** The message is left to whoever catches the exception. */
    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        LOG.errorf("Set '%s'%s: %s after %s, %s not run", report.set(), schema,
                report.failed().map(id -> "'" + id + "' failed").orElse("stopped"),
                Messages.counted(report.done().size(), "migration"), Messages.counted(report.notRun().size(), "migration"));
    }

    /** The words for what a run does. */
    static final class Messages {

        private Messages() {
        }

        static String done(Direction direction) {
            return switch (direction) {
                case UP -> "applied";
                case DOWN -> "rolled back";
            };
        }

        static String counted(int count, String what) {
            return count + " " + what + (count == 1 ? "" : "s");
        }

        /** For example {@code 2 migrations rolled back}, or {@code 1 migration rolled back, 1 migration applied}. */
        static String done(List<StepReport> steps) {
            return steps.stream().map(StepReport::direction).distinct()
                    .map(direction -> counted((int) steps.stream().filter(step -> step.direction() == direction).count(),
                            "migration") + " " + done(direction))
                    .reduce((a, b) -> a + ", " + b).orElse("nothing done");
        }
    }
}
