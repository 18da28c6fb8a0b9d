package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.time.Duration;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
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
    public void afterStep(String set, StepReport step) {
        LOG.infof("Set '%s': %s '%s' (%s) in %d ms", set, step.direction() == Direction.UP ? "applied" : "rolled back",
                step.id(), counted(step.statements(), "statement"), step.duration().toMillis());
    }

    @Override
    public void afterRun(RunReport report) {
        if (report.failed().isPresent()) {
            LOG.errorf("Set '%s': '%s' failed after %s; %s not run", report.set(), report.failed().get(),
                    counted(report.done().size(), "migration"), counted(report.notRun().size(), "migration"));
        } else if (report.done().isEmpty()) {
            LOG.infof("Set '%s': %s", report.set(),
                    report.direction() == Direction.UP ? "the schema is current" : "nothing to roll back");
        } else {
            LOG.infof("Set '%s': %s %s in %d ms", report.set(), counted(report.done().size(), "migration"),
                    report.direction() == Direction.UP ? "applied" : "rolled back", report.duration().toMillis());
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
