package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.schema.migrations.dev.ScriptView.StatementView;
import io.quarkiverse.schema.migrations.testing.safety.Change;
import io.quarkiverse.schema.migrations.testing.safety.HeldLock;
import io.quarkiverse.schema.migrations.testing.safety.SafetyFinding;
import io.quarkiverse.schema.migrations.testing.safety.SafetyReport;
import io.quarkiverse.schema.migrations.testing.safety.StatementEffect;
import io.quarkiverse.schema.migrations.testing.safety.TableEffect;

/**
 * What was measured, as a page shows it.
 *
 * @param successful whether all that was to be measured was
 * @param message what was done, in one line; or the message of the failure
 * @param excerpt the lines of the script around the failure; null where there is none
 * @param migrations what was measured, in order
 * @param failed the migration that could not be applied; null when all could
 * @param notMeasured the migrations after it, in order
 */
public record SafetyView(boolean successful, String message, Excerpt excerpt, List<MeasuredView> migrations, String failed,
        List<String> notMeasured) {

    /**
     * What a migration did to the tables that existed before.
     *
     * @param schema the schema in which it was measured; empty for that of the connection
     * @param script what ran
     * @param millis how long it took
     * @param safe whether nothing was found that is not accepted
     * @param postDeploy whether it waits until the older release has ended
     * @param down whether it can be rolled back; null where that is not a question
     * @param tables the tables that it touched
     * @param findings what is not safe, accepted or not
     * @param accept the directive that accepts what is not accepted yet; null when there is nothing
     * @param statements its statements with what each did; empty where that could not be told
     * @param notObserved what could not be observed, and why
     */
    public record MeasuredView(String id, String schema, ScriptView script, long millis, boolean safe, boolean postDeploy,
            Boolean down, List<TableView> tables, List<FindingView> findings, String accept, List<EffectView> statements,
            List<String> notObserved) {
    }

    /**
     * What was done to one table.
     *
     * @param rows how many it had
     * @param locks the locks on it that others wait for
     * @param waited how long another connection waited for it, in milliseconds; null where none tried
     * @param changes what the catalog says was done to it
     * @param read how many rows were read one after the other
     * @param scan whether all rows were read while others waited
     * @param changed how many rows were updated or deleted
     */
    public record TableView(String table, long rows, List<LockView> locks, Long waited, List<String> changes,
            boolean rewritten, long read, boolean scan, long changed) {

        static TableView of(TableEffect effect) {
            return new TableView(effect.table(), effect.work().rows(),
                    effect.locks().stream().filter(HeldLock::isStrong).map(LockView::of).toList(),
                    effect.longestWait().map(wait -> wait.toMillis()).orElse(null),
                    effect.changes().stream().map(Change::text).toList(),
                    effect.has(Change.Kind.REWRITTEN) || effect.has(Change.Kind.COPIED), effect.work().read(),
                    effect.work().rows() > 0 && effect.work().readUnderLock() >= effect.work().rows(),
                    effect.work().changed());
        }
    }

    /**
     * A lock.
     *
     * @param mode the database's name for it
     * @param waits what others cannot do meanwhile
     * @param millis how long it was held at most
     */
    public record LockView(String mode, String waits, long millis) {

        static LockView of(HeldLock lock) {
            return new LockView(lock.mode(), lock.blocks().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    lock.held().toMillis());
        }
    }

    /** One thing that is not safe; accepted is null when it is not accepted. */
    public record FindingView(String hazard, String table, String what, String meanwhile, String remedy, String accepted) {

        static FindingView of(SafetyFinding finding) {
            return new FindingView(finding.hazard().word(), finding.table(), finding.what(), finding.meanwhile(),
                    finding.remedy(), finding.accepted().orElse(null));
        }
    }

    /** What a statement did. */
    public record EffectView(int line, String sql, long millis, List<TableView> tables) {

        static EffectView of(StatementView statement, StatementEffect effect) {
            return new EffectView(statement.line(), statement.sql(), effect.duration().toMillis(),
                    effect.tables().stream().map(TableView::of).toList());
        }
    }

    static SafetyView failed(RuntimeException failure, Excerpt excerpt) {
        return new SafetyView(false, String.valueOf(failure.getMessage()), excerpt, List.of(), null, List.of());
    }

    /** What accepts the findings that are not accepted; empty when there are none. */
    static Optional<String> accept(SafetyReport report) {
        return report.isSafe() ? Optional.empty()
                : Optional.of("-- schema-migrations: accept="
                        + String.join(", ", report.unaccepted().stream().map(SafetyFinding::key).toList()));
    }
}
