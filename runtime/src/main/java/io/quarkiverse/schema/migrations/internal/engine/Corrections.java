package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.quarkiverse.schema.migrations.Repair;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow;
import io.quarkiverse.schema.migrations.internal.history.HistorySql;
import io.quarkiverse.schema.migrations.internal.plan.Comparison;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.ChangeReport.Change;
import io.quarkiverse.schema.migrations.report.ChangeReport.Kind;

/** The commands that correct the history and run no script: each under the lock, in one transaction. */
final class Corrections {

    private final String set;
    private final Session session;
    private final Scripts scripts;
    private final List<Migration> sources;
    private final List<Change> changes = new ArrayList<>();

    Corrections(String set, Session session, List<Migration> sources) {
        this.set = set;
        this.session = session;
        this.scripts = session.scripts();
        this.sources = sources;
    }

    /** Corrects the history, which was read inside the transaction. */
    @FunctionalInterface
    private interface Correction {
        void apply(Comparison comparison) throws SQLException;
    }

    /** Takes all versioned migrations up to and including one as applied. */
    ChangeReport baseline(MigrationId id) throws SQLException {
        Migration last = offered(id);
        return correct(comparison -> take(comparison,
                m -> m.kind() == MigrationKind.VERSIONED && m.compareTo(last) <= 0));
    }

    /** The same, unless the set has a history by the time when it has the lock. */
    ChangeReport baselineWithoutHistory(MigrationId id) throws SQLException {
        Migration last = offered(id);
        return correct(comparison -> {
            if (comparison.history().isEmpty()) {
                take(comparison, m -> m.kind() == MigrationKind.VERSIONED && m.compareTo(last) <= 0);
            }
        });
    }

    /** Takes one migration as applied. */
    ChangeReport markApplied(MigrationId id) throws SQLException {
        Migration one = offered(id);
        return correct(comparison -> take(comparison, one::equals));
    }

    /** Takes all pending migrations as applied. */
    ChangeReport markAllApplied() throws SQLException {
        return correct(comparison -> take(comparison, m -> true));
    }

    private Migration offered(MigrationId id) {
        return sources.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow(() -> new UnknownTargetException(
                "There is no migration '" + id + "' in the sources, so it cannot be marked as applied; nothing was changed"));
    }

    private void take(Comparison comparison, Predicate<Migration> which) throws SQLException {
        long order = comparison.history().stream().mapToLong(AppliedMigration::order).max().orElse(0);
        for (Migration migration : sources) {
            Optional<AppliedMigration> remembered = comparison.remembered(migration.id());
            if (!which.test(migration) || !comparison.pending(migration)) {
                continue;
            }
            if (remembered.filter(Corrections::unfinished).isPresent()) {
                throw new UnknownTargetException("'" + migration.id() + "' was started and did not finish;"
                        + " nothing was changed\n" + Remedies.resolve(migration.id()));
            }
            AppliedRow entry = AppliedRow.of(migration, ++order, 0, scripts.down(migration));
            change(remembered.isPresent() ? sql().updateTaken(entry) : sql().insertTaken(entry), migration.id(),
                    Kind.TAKEN_AS_APPLIED);
        }
    }

    /** Says what became of a migration that was interrupted or failed. */
    ChangeReport resolve(MigrationId id, Resolution as) throws SQLException {
        return correct(comparison -> {
            comparison.remembered(id).filter(Corrections::unfinished)
                    .orElseThrow(() -> new UnknownTargetException("'" + id
                            + "' is neither interrupted nor failed, so there is nothing to resolve; nothing was changed"));
            switch (as) {
                case APPLIED -> change(sql().updateResolvedAsApplied(id), id, Kind.RESOLVED_AS_APPLIED);
                case NOT_APPLIED -> change(sql().updateResolvedAsNotApplied(id), id, Kind.RESOLVED_AS_NOT_APPLIED);
            }
        });
    }

    private static boolean unfinished(AppliedMigration applied) {
        return applied.state() == AppliedState.IN_PROGRESS || applied.state() == AppliedState.FAILED;
    }

    /** Accepts changed scripts, forgets failures and repeatable migrations that are gone. */
    ChangeReport repair(Set<Repair> what) throws SQLException {
        return correct(comparison -> {
            for (Discrepancy discrepancy : comparison.discrepancies()) {
                repair(discrepancy, comparison, what);
            }
        });
    }

    private void repair(Discrepancy discrepancy, Comparison comparison, Set<Repair> what) throws SQLException {
        MigrationId id = discrepancy.id();
        switch (discrepancy.kind()) {
            case MODIFIED_UP -> {
                if (what.contains(Repair.CHECKSUMS)) {
                    change(sql().updateUpChecksum(comparison.offered(id).orElseThrow()), id, Kind.UP_CHECKSUM_ACCEPTED);
                }
            }
            case MODIFIED_DOWN -> {
                if (what.contains(Repair.CHECKSUMS)) {
                    Migration migration = comparison.offered(id).orElseThrow();
                    change(sql().updateDown(AppliedRow.of(migration, 0, 0, scripts.down(migration))), id,
                            Kind.DOWN_SCRIPT_REPLACED);
                }
            }
            case FAILED -> {
                if (what.contains(Repair.FAILED) && comparison.remembered(id).orElseThrow().direction() == Direction.UP) {
                    change(sql().delete(id), id, Kind.FAILURE_FORGOTTEN);
                }
            }
            case MISSING -> {
                if (what.contains(Repair.MISSING_REPEATABLES)
                        && comparison.remembered(id).orElseThrow().kind() == MigrationKind.REPEATABLE) {
                    change(sql().delete(id), id, Kind.REPEATABLE_FORGOTTEN);
                }
            }
            case FUTURE, OUT_OF_ORDER, BEHIND_BASELINE, MISSING_DOWN, INTERRUPTED -> {
                // a decision that no repair can take
            }
        }
    }

    private ChangeReport correct(Correction correction) throws SQLException {
        try (SetLock lock = session.lock(LockRequest.Kind.STEPWISE)) {
            session.retry().untilFree(() -> {
                session.history().prepare();
                return null;
            });
            session.begin();
            try {
                correction.apply(new Comparison(sources, session.history().read()));
                session.commit();
            } catch (SQLException | RuntimeException | Error e) {
                session.rollback(e);
                throw e;
            }
        }
        return new ChangeReport(set, changes);
    }

    private void change(String statement, MigrationId id, Kind kind) throws SQLException {
        if (session.execute(statement) != 1) {
            throw new SQLException("the history's row of '" + id + "' is not as it was read");
        }
        changes.add(new Change(id, kind));
    }

    private HistorySql sql() {
        return session.history().sql();
    }
}
