package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.time.Duration;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;
import io.quarkiverse.schema.migrations.report.StepReport;

/** One line a migration, and one in the end. */
final class LoggingListener implements MigrationListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        LOG.debugf("Set '%s': %s", set, planned);
    }

    @Override
    public void warned(String set, Discrepancy discrepancy) {
        LOG.warnf("Set '%s': %s", set, discrepancy.message());
    }

    @Override
    public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
        LOG.warnf("Set '%s': no connection to the database, retry %d of %d in %d ms: %s", set, retry, retries,
                interval.toMillis(), reason);
    }

    @Override
    public void waitingForLock(String set, Duration timeout) {
        LOG.infof("Set '%s': another runner is at work, waiting for it for up to %d s", set, timeout.toSeconds());
    }

    @Override
    public void adopted(AdoptionReport report) {
        LOG.infof("Set '%s': took over %s from %s ('%s'), %d verified", report.set(),
                Words.counted(report.adopted().size(), "migration"), report.tool(), report.table().orElse(""),
                report.verified());
        report.adopted().stream().filter(one -> !one.remark().isEmpty()).forEach(one -> LOG.infof("Set '%s': %s", report.set(),
                one));
        report.passedOver().forEach(one -> LOG.infof("Set '%s': %s", report.set(), one));
    }

    @Override
    public void stillRunning(StepProgress progress) {
        LOG.infof("Set '%s': '%s' (%d of %d) is being %s for %d s, at statement %d of %d", progress.set(), progress.id(),
                progress.step(), progress.steps(), Words.done(progress.direction()), progress.elapsed().toSeconds(),
                progress.statement(), progress.statements());
    }

    @Override
    public void afterStep(String set, StepReport step) {
        LOG.infof("Set '%s': %s '%s' (%s) in %d ms", set, Words.done(step.direction()), step.id(),
                Words.counted(step.statements(), "statement"), step.duration().toMillis());
    }

    @Override
    public void afterRun(RunReport report) {
        if (report.direction() == Direction.UP) {
            LOG.infof("Set '%s': %s", report.set(), applied(report));
        } else {
            LOG.infof("Set '%s': %s", report.set(), report.done().isEmpty() ? "nothing to roll back"
                    : Words.done(report.done()) + " in " + report.duration().toMillis() + " ms");
        }
    }

    private static String applied(RunReport report) {
        String rest = report.beyond() == 0 ? "the schema is current"
                : Words.counted(report.beyond(), "migration") + " pending beyond the target";
        return report.done().isEmpty() ? rest
                : Words.done(report.done()) + " in " + report.duration().toMillis() + " ms, " + rest;
    }

    /** The message is left to whoever catches the exception. */
    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        LOG.errorf("Set '%s': %s after %s, %s not run", report.set(),
                report.failed().map(id -> "'" + id + "' failed").orElse("stopped"),
                Words.counted(report.done().size(), "migration"), Words.counted(report.notRun().size(), "migration"));
    }
}
