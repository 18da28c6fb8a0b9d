package io.quarkiverse.schema.migrations.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.history.History.HistoryEntry;
import io.quarkiverse.schema.migrations.internal.plan.Comparison;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.Verification;

/** Lays sources and history side by side, for people to read. */
final class StatusView {

    /** Whether the set's lock is held at this moment, which tells a running migration from an interrupted one. */
    enum Lock {
        HELD,
        FREE
    }

    private final Map<MigrationId, MigrationState> disagreements = new HashMap<>();
    private final Map<MigrationId, HistoryEntry> entries = new HashMap<>();
    private final Comparison comparison;
    private final Lock lock;

    StatusView(Comparison comparison, List<HistoryEntry> history, Lock lock) {
        this.comparison = comparison;
        this.lock = lock;
        history.forEach(entry -> entries.put(entry.applied().id(), entry));
        for (Discrepancy discrepancy : comparison.discrepancies()) {
            state(discrepancy.kind()).ifPresent(state -> disagreements.put(discrepancy.id(), state));
        }
    }

    List<MigrationStatus> migrations(List<Migration> sources) {
        List<MigrationStatus> all = new ArrayList<>();
        for (Migration migration : sources) {
            all.add(new MigrationStatus(migration.id(), migration.kind(), migration.description(), state(migration),
                    Optional.of(migration.up().location()), verification(migration), execution(migration.id())));
        }
        for (AppliedMigration applied : comparison.history()) {
            if (comparison.offered(applied.id()).isEmpty()) {
                all.add(new MigrationStatus(applied.id(), applied.kind(), entries.get(applied.id()).description(),
                        state(applied), Optional.empty(), Optional.empty(), execution(applied.id())));
            }
        }
        all.sort(Comparator.comparing(MigrationStatus::kind).thenComparing(MigrationStatus::id));
        return all;
    }

    private Optional<Verification> verification(Migration migration) {
        return comparison.remembered(migration.id()).filter(applied -> applied.state() == AppliedState.APPLIED)
                .map(applied -> applied.upChecksum().isPresent() && migration.up().verifiedBy().isPresent()
                        ? Verification.VERIFIED
                        : Verification.NOT_VERIFIED);
    }

    private Optional<io.quarkiverse.schema.migrations.report.Execution> execution(MigrationId id) {
        return Optional.ofNullable(entries.get(id)).map(HistoryEntry::execution);
    }

    private MigrationState state(Migration migration) {
        MigrationState disagreement = disagreements.get(migration.id());
        if (disagreement != null) {
            return disagreement;
        }
        if (comparison.isHeld(migration.id())) {
            return MigrationState.HELD;
        }
        if (!comparison.pending(migration)) {
            return MigrationState.APPLIED;
        }
        return comparison.remembered(migration.id()).filter(applied -> !runsAgain(applied)).map(this::state)
                .orElse(MigrationState.PENDING);
    }

    /** A repeatable migration is not rolled back itself: it runs again because others were. */
    private static boolean runsAgain(AppliedMigration applied) {
        return applied.kind() == MigrationKind.REPEATABLE && applied.state() == AppliedState.ROLLED_BACK;
    }

    private MigrationState state(AppliedMigration applied) {
        return switch (applied.state()) {
            // of one that is pending although it is applied: a repeatable migration that has changed
            case APPLIED -> disagreements.getOrDefault(applied.id(),
                    comparison.isReplaced(applied) ? MigrationState.APPLIED : MigrationState.PENDING);
            case ROLLED_BACK -> MigrationState.ROLLED_BACK;
            case IN_PROGRESS, FAILED -> disagreements.get(applied.id());
        };
    }

    private Optional<MigrationState> state(Discrepancy.Kind kind) {
        return switch (kind) {
            case MODIFIED_UP -> Optional.of(MigrationState.MODIFIED);
            case MISSING -> Optional.of(MigrationState.MISSING);
            case FUTURE -> Optional.of(MigrationState.FUTURE);
            case OUT_OF_ORDER -> Optional.of(MigrationState.OUT_OF_ORDER);
            case FAILED -> Optional.of(MigrationState.FAILED);
            case INTERRUPTED -> Optional.of(lock == Lock.HELD ? MigrationState.RUNNING : MigrationState.INTERRUPTED);
            // the schema is as it should be; only the way back has changed
            case MODIFIED_DOWN, MISSING_DOWN, BEHIND_BASELINE -> Optional.empty();
        };
    }
}
