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
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.model.VisibleText;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Logs one line per migration, and one at the end. */
final class LoggingListener implements MigrationListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private static final String LISTED = "  - ";

    private final Surroundings surroundings;
    private final String schema;

    LoggingListener(Surroundings surroundings) {
        this(surroundings, "");
    }

    /** @param schema the name of the schema; may be empty */
    private LoggingListener(Surroundings surroundings, String schema) {
        this.surroundings = surroundings;
        this.schema = schema;
    }

    @Override
    public MigrationListener inSchema(String name) {
        return new LoggingListener(surroundings, name);
    }

    /** One line for all schemas of a set. */
    static void ended(RunReport report, int schemas, int failed) {
        long moved = report.bySchema().values().stream().filter(one -> !one.done().isEmpty()).count();
        String what = report.done().isEmpty() ? "nothing to do in " + Messages.counted(schemas, "schema")
                : Messages.done(report.done()) + " in " + moved + " of " + Messages.counted(schemas, "schema");
        LOG.info(SetName.line(report.set(), what + " in " + report.duration().toMillis() + " ms"
                + (failed == 0 ? "" : ", " + failed + " failed")));
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(line(set, "planned: " + planned));
        }
    }

    @Override
    public void warned(String set, Discrepancy discrepancy) {
        LOG.warn(line(set, discrepancy.line()));
    }

    @Override
    public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
        LOG.warn(line(set, "cannot connect to the database, retry " + retry + " of " + retries + " in " + interval.toMillis()
                + " ms: " + reason));
    }

    @Override
    public void retryingStep(String set, MigrationId id, int retry, int retries, Duration pause, String reason) {
        LOG.warn(line(set, "'" + id + "' waited too long for a lock of the database, retry " + retry + " of " + retries + " in "
                + pause.toMillis() + " ms: " + reason));
    }

    @Override
    public void waitingForLock(String set, Duration timeout, String reason) {
        LOG.info(line(set, reason + "; waiting for up to " + timeout.toSeconds() + " s"));
    }

    @Override
    public void adopted(AdoptionReport report) {
        LOG.info(line(report.set(), "adopted " + Messages.counted(report.adopted().size(), "migration") + " from "
                + report.tool() + " ('" + report.table().orElse("") + "'), " + report.verified() + " verified"));
        report.adopted().stream().filter(one -> !one.remark().isEmpty())
                .forEach(one -> LOG.info(line(report.set(), one.toString())));
        report.passedOver().forEach(one -> LOG.info(line(report.set(), one.toString())));
    }

    @Override
    public void stillRunning(StepProgress progress) {
        String statement = progress.statements() == 0 ? ""
                : ", at statement " + progress.statement() + " of " + progress.statements();
        LOG.info(line(progress.set(), "'" + progress.id() + "' (" + progress.step() + " of " + progress.steps()
                + ") has been running for " + progress.elapsed().toSeconds() + " s" + statement));
    }

    @Override
    public void afterStep(String set, StepReport step) {
        if (LOG.isInfoEnabled()) {
            surroundings.beforeLogging(step);
            // not as a format, which would take a good part of the time that a small migration does
            LOG.info(line(set, Messages.done(step.direction()) + " '" + step.id() + "' ("
                    + (step.description().isEmpty() ? "" : VisibleText.of(step.description()) + ", ")
                    + (step.statements() == 0 ? VisibleText.of(step.location())
                            : Messages.counted(step.statements(), "statement"))
                    + ") in " + step.duration().toMillis() + " ms"));
            surroundings.afterLogging();
        }
    }

    @Override
    public void afterRun(RunReport report) {
        String what = report.direction() == Direction.UP ? applied(report) : rolledBack(report);
        // of many schemas, those in which nothing happens would hide the others
        Logger.Level level = report.done().isEmpty() && !schema.isEmpty() ? Logger.Level.DEBUG : Logger.Level.INFO;
        LOG.log(level, line(report.set(), what)); // as a format it needs more classes at every start
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
                : Messages.counted(report.beyond(), "migration") + " pending after the target") + held;
        return report.done().isEmpty() ? rest
                : Messages.done(report.done()) + " in " + report.duration().toMillis() + " ms, " + rest;
    }

    /** One line with the reason; the whole message is left to whoever catches the exception. */
    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        if (surroundings.isStopped(failure)) {
            return;
        }
        LOG.error(line(report.set(), "stopped after " + Messages.counted(report.done().size(), "migration") + ", "
                + report.notRun().size() + " not run: " + reason(String.valueOf(failure.getMessage()))));
    }

    /** Returns the first line of a message, with the first of the reasons that it lists. */
    private static String reason(String message) {
        String first = message.lines().findFirst().orElse("");
        List<String> listed = message.lines().filter(line -> line.startsWith(LISTED)).toList();
        return listed.isEmpty() ? first
                : first + (first.endsWith(":") ? " " : ": ") + listed.get(0).substring(LISTED.length())
                        + (listed.size() == 1 ? "" : " (and " + (listed.size() - 1) + " more)");
    }

    private String line(String set, String text) {
        return SetName.line(set, schema, text);
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
