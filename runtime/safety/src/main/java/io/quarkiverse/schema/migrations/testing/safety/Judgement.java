package io.quarkiverse.schema.migrations.testing.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.testing.safety.Change.Kind;
import io.quarkiverse.schema.migrations.testing.safety.HeldLock.Blocks;

/** Decides which of the things that were observed are not safe. Pure. */
record Judgement(SafetyRules rules, Remedies remedies) {

    private static final String ACCEPTED_BY_SCRIPT = "the script says so";

    List<SafetyFinding> of(MigrationId id, ScriptOptions options, Observation observation) {
        List<SafetyFinding> findings = new ArrayList<>();
        for (TableEffect effect : observation.tables()) {
            rewritten(effect, findings);
            scanned(effect, findings);
            blocked(effect, findings);
            unlimited(effect, observation.lockTimeout(), findings);
            rowsLocked(effect, findings);
            invalidIndexes(effect, findings);
            if (options.deploy() != DeployPhase.POST) {
                incompatible(effect, findings);
            }
        }
        if (options.deploy() != DeployPhase.POST) {
            observation.viewsGone().forEach(view -> findings.add(viewGone(view)));
        }
        return findings.stream().map(finding -> finding.acceptedBecause(accepted(id, options, finding))).toList();
    }

    private Optional<String> accepted(MigrationId id, ScriptOptions options, SafetyFinding finding) {
        return rules.waiver(id.value(), finding)
                .or(() -> options.accepted().stream().filter(finding.key()::equalsIgnoreCase).findFirst()
                        .map(said -> ACCEPTED_BY_SCRIPT));
    }

    private void rewritten(TableEffect effect, List<SafetyFinding> findings) {
        if (effect.has(Kind.REWRITTEN)) {
            String how = effect.has(Kind.COPIED) ? "the server copied all " + effect.work().rows() + " rows"
                    : "all " + effect.work().rows() + " rows were written to a new file";
            add(findings, Hazard.REWRITE, effect, how, waits(effect) + " for as long as that takes, and the disk needs the"
                    + " space of a second table");
        } else if (effect.has(Kind.INDEX_REWRITTEN) && effect.strongLock().isPresent()) {
            add(findings, Hazard.REWRITE, effect, "the index " + String.join(", ", effect.all(Kind.INDEX_REWRITTEN))
                    + " was written to a new file", waits(effect) + " for as long as that takes");
        }
    }

    /** Of what is rewritten it goes without saying. */
    private void scanned(TableEffect effect, List<SafetyFinding> findings) {
        // some of the rows may have been read by parallel workers
        boolean built = effect.has(Kind.INDEX_BUILT) && effect.work().readUnderLock() > 0;
        if (effect.has(Kind.REWRITTEN) || effect.strongLock().isEmpty() || !built && !effect.work().isScanUnderLock()) {
            return;
        }
        add(findings, Hazard.SCAN, effect, "all " + effect.work().rows() + " rows were read "
                + (built ? "to build the index " + String.join(", ", effect.all(Kind.INDEX_BUILT)) + " " : "")
                + "under the lock " + effect.strongLock().get().mode(),
                waits(effect) + " for as long as that takes");
    }

    private void blocked(TableEffect effect, List<SafetyFinding> findings) {
        effect.strongLock().filter(lock -> lock.held().compareTo(rules.longestBlock()) > 0).ifPresent(lock -> add(findings,
                Hazard.BLOCKING, effect, "the lock " + lock.mode() + " was held for " + SafetyReport.millis(lock.held())
                        + ", longer than " + SafetyReport.millis(rules.longestBlock()),
                waits(effect) + " for that time"));
        effect.longestWait().filter(wait -> wait.compareTo(rules.longestBlock()) > 0)
                .filter(wait -> findings.stream().noneMatch(f -> f.hazard() == Hazard.BLOCKING
                        && f.table().equals(effect.table())))
                .ifPresent(wait -> add(findings, Hazard.BLOCKING, effect, "another connection waited for "
                        + SafetyReport.millis(wait) + ", longer than " + SafetyReport.millis(rules.longestBlock()),
                        "a request that uses " + effect.table() + " waits for that time"));
    }

    private void unlimited(TableEffect effect, boolean lockTimeout, List<SafetyFinding> findings) {
        if (!lockTimeout && effect.strongLock().isPresent()) {
            add(findings, Hazard.LOCK_TIMEOUT, effect, "the lock " + effect.strongLock().get().mode()
                    + " was requested without a limit on the wait for it",
                    "where a long transaction uses the table, the migration waits for it, and every other request that"
                            + " uses the table queues behind the migration");
        }
    }

    private void rowsLocked(TableEffect effect, List<SafetyFinding> findings) {
        if (effect.work().changed() > rules.rowsPerTransaction()) {
            add(findings, Hazard.ROWS, effect, effect.work().changed() + " of " + effect.work().rows()
                    + " rows were changed in one transaction",
                    "every change of one of these rows waits until the transaction ends");
        }
    }

    private void invalidIndexes(TableEffect effect, List<SafetyFinding> findings) {
        effect.all(Kind.INDEX_INVALID).forEach(index -> add(findings, Hazard.INVALID_INDEX, effect,
                "the index " + index + " was left invalid",
                "every write maintains the index, no query uses it, and it may not enforce uniqueness"));
    }

    private void incompatible(TableEffect effect, List<SafetyFinding> findings) {
        List<String> broken = effect.changes().stream().filter(change -> switch (change.kind()) {
            case TABLE_GONE, TABLE_RENAMED, COLUMN_GONE, COLUMN_RENAMED, COLUMN_REQUIRED, COLUMN_NOT_NULL -> true;
            default -> false;
        }).map(Change::text).toList();
        if (!broken.isEmpty()) {
            add(findings, Hazard.INCOMPATIBLE, effect, String.join(", ", broken),
                    "queries of the release that is still running fail");
        }
    }

    private SafetyFinding viewGone(String view) {
        TableEffect effect = new TableEffect(view, List.of(), List.of(new Change(Kind.TABLE_GONE, "")),
                TableEffect.Work.NONE, Optional.empty());
        List<SafetyFinding> found = new ArrayList<>();
        add(found, Hazard.INCOMPATIBLE, effect, "the view is gone", "queries of the release that is still running fail");
        return found.get(0);
    }

    private void add(List<SafetyFinding> findings, Hazard hazard, TableEffect effect, String what, String meanwhile) {
        findings.add(new SafetyFinding(hazard, effect.table(), what, meanwhile, remedies.of(hazard, effect),
                Optional.empty()));
    }

    private static String waits(TableEffect effect) {
        Blocks blocks = effect.strongLock().map(HeldLock::blocks).orElse(Blocks.NOTHING);
        return switch (blocks) {
            case READS_AND_WRITES -> "every SELECT, INSERT, UPDATE and DELETE on " + effect.table() + " waits";
            case WRITES -> "every INSERT, UPDATE and DELETE on " + effect.table() + " waits";
            case NOTHING -> "the server is busy with " + effect.table();
        };
    }
}
