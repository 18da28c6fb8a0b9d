package io.quarkiverse.schema.migrations.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Discrepancy.Kind;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.Work;

/** Sources and history laid side by side. */
public final class Comparison {

    private static final String UNKNOWN_CODE = "; what its code has done is unknown\n";

    private final Policies policies;
    private final List<Migration> sources;
    private final List<AppliedMigration> history;
    private final Map<MigrationId, Migration> offered = new HashMap<>();
    private final Map<MigrationId, AppliedMigration> remembered = new HashMap<>();
    private final MigrationId newestApplied;
    private final MigrationId newestOffered;
    /** Of the applied migrations that have a baseline script. */
    private final MigrationId newestBaseline;
    /** Whether its script has replaced migrations that the history does not list yet. */
    private final boolean covering;
    /** What a run without a target would begin with instead of the migrations before it. */
    private final Optional<Migration> first;

    /**
     * @param sources what the sources offer, in the order of the set
     * @param history what the history remembers, in any order
     */
    public Comparison(List<Migration> sources, List<AppliedMigration> history) {
        this(sources, history, Policies.DEFAULT.with(Policies.PostDeploy.APPLY));
    }

    /**
     * @param sources what the sources offer, in the order of the set
     * @param history what the history remembers, in any order
     * @param policies whether post-deploy migrations are held, and whether baseline scripts count
     */
    public Comparison(List<Migration> sources, List<AppliedMigration> history, Policies policies) {
        this.policies = policies;
        this.sources = List.copyOf(sources);
        this.history = history.stream().sorted((a, b) -> {
            int byKind = a.kind().compareTo(b.kind());
            return byKind != 0 ? byKind : a.id().compareTo(b.id());
        }).toList();
        sources.forEach(migration -> offered.put(migration.id(), migration));
        history.forEach(applied -> remembered.put(applied.id(), applied));
        newestApplied = history.stream()
                .filter(a -> a.kind() == MigrationKind.VERSIONED && a.state() != AppliedState.ROLLED_BACK)
                .map(AppliedMigration::id).max(MigrationId::compareTo).orElse(null);
        newestBaseline = sources.stream().filter(m -> m.baseline().isPresent() && isApplied(m.id()))
                .map(Migration::id).max(MigrationId::compareTo).orElse(null);
        covering = newestBaseline != null && isCovering(offered.get(newestBaseline));
        first = baseline(any -> true);
        newestOffered = sources.stream().filter(m -> m.kind() == MigrationKind.VERSIONED)
                .map(Migration::id).max(MigrationId::compareTo).orElse(null);
    }

    /** What the history remembers, in the order of the set. */
    public List<AppliedMigration> history() {
        return history;
    }

    /** What the history remembers of a migration; empty when it has never been started. */
    public Optional<AppliedMigration> remembered(MigrationId id) {
        return Optional.ofNullable(remembered.get(id));
    }

    /** The migration of the sources; empty when they do not know it. */
    public Optional<Migration> offered(MigrationId id) {
        return Optional.ofNullable(offered.get(id));
    }

    /** Whether a migration is a post-deploy migration that is not applied, and is left for later. */
    public boolean isHeld(MigrationId id) {
        return policies.postDeploy() == Policies.PostDeploy.HOLD
                && offered(id).filter(Migration::isPostDeploy).filter(this::unapplied).isPresent();
    }

    /** The post-deploy migrations that are left for later, in order. */
    List<MigrationId> held() {
        return sources.stream().map(Migration::id).filter(this::isHeld).toList();
    }

    /** Whether a migration of the sources has yet to run, or to run again, and is not held. */
    public boolean pending(Migration migration) {
        return unapplied(migration) && !isHeld(migration.id());
    }

    private boolean unapplied(Migration migration) {
        AppliedMigration applied = remembered.get(migration.id());
        if (applied == null) {
            return !isCovered(migration);
        }
        if (applied.state() != AppliedState.APPLIED) {
            return true;
        }
        return migration.kind() == MigrationKind.REPEATABLE && migration.up().differsFrom(applied.upChecksum());
    }

    /** Whether a baseline script has been applied instead of this migration and others, which has no row yet. */
    private boolean isCovered(Migration migration) {
        return covering && migration.kind() == MigrationKind.VERSIONED && migration.id().compareTo(newestBaseline) < 0;
    }

    /** Its place in the order leaves room for the migrations that it has replaced, until these are listed. */
    private boolean isCovering(Migration migration) {
        AppliedMigration row = remembered.get(migration.id());
        return !migration.baseline().get().differsFrom(row.upChecksum())
                && history.stream().filter(other -> other.order() < row.order()).count() < row.order() - 1;
    }

    /** Whether an applied migration is not in the sources because a baseline script stands for it. */
    public boolean isReplaced(AppliedMigration applied) {
        return applied.kind() == MigrationKind.VERSIONED && newestBaseline != null
                && applied.id().compareTo(newestBaseline) < 0;
    }

    private boolean isApplied(MigrationId id) {
        AppliedMigration applied = remembered.get(id);
        return applied != null && applied.state() == AppliedState.APPLIED;
    }

    /**
     * The migration whose baseline script is applied first, because the history has none of the versioned migrations, or only
     * that one, which has not finished.
     *
     * @param included tells how far the run goes
     */
    Optional<Migration> baseline(Predicate<Migration> included) {
        return sources.stream().filter(migration -> policies.baseline() == Policies.Baseline.RUN
                && migration.baseline().isPresent() && included.test(migration))
                .max(Migration::compareTo)
                .filter(newest -> history.stream().filter(row -> row.kind() == MigrationKind.VERSIONED)
                        .allMatch(row -> row.id().equals(newest.id()) && isUnfinished(row)));
    }

    private static boolean isUnfinished(AppliedMigration row) {
        return row.direction() == Direction.UP
                && (row.state() == AppliedState.IN_PROGRESS || row.state() == AppliedState.FAILED);
    }

    /**
     * Whether a migration of the sources has never been started, or was reverted, but a newer one is applied. Newer ones do not
     * wait for a post-deploy migration, so it never is.
     */
    boolean outOfOrder(Migration migration) {
        AppliedMigration applied = remembered.get(migration.id());
        boolean untouched = applied == null ? !isCovered(migration) : applied.state() == AppliedState.ROLLED_BACK;
        return untouched && !(first.isPresent() && migration.compareTo(first.get()) < 0)
                && migration.kind() == MigrationKind.VERSIONED && !migration.isPostDeploy() && newestApplied != null
                && migration.id().compareTo(newestApplied) < 0;
    }

    /** Every way in which sources and history disagree: first what the history knows, then what is out of order. */
    public List<Discrepancy> discrepancies() {
        List<Discrepancy> all = new ArrayList<>();
        for (AppliedMigration applied : history) {
            switch (applied.state()) {
                case APPLIED -> addDifferences(applied, all);
                case IN_PROGRESS -> all.add(new Discrepancy(Kind.INTERRUPTED, applied.id(), interrupted(applied)));
                case FAILED -> all.add(new Discrepancy(Kind.FAILED, applied.id(), failed(applied)));
                case ROLLED_BACK -> {
                    // a trace of the past, and pending again if the sources offer it
                }
            }
        }
        for (Migration migration : sources) {
            if (outOfOrder(migration)) {
                all.add(new Discrepancy(Kind.OUT_OF_ORDER, migration.id(), "'" + migration.id() + "' ("
                        + migration.up().shown() + ") is pending, but ordered before '" + newestApplied
                        + "', which is applied already\nGive it a newer id, or set out-of-order=allow"));
            }
        }
        return all;
    }

    /** Migrations that only have a baseline script although the history has other versioned ones. */
    List<Discrepancy> behindBaseline() {
        return sources.stream().filter(migration -> migration.isBaselineOnly() && pending(migration)
                && history.stream().anyMatch(row -> row.kind() == MigrationKind.VERSIONED
                        && row.state() != AppliedState.ROLLED_BACK && !row.id().equals(migration.id())))
                .map(migration -> new Discrepancy(Kind.BEHIND_BASELINE, migration.id(), "'" + migration.id() + "' ("
                        + migration.up().shown() + ") is a baseline script, which can only be applied to a database without a"
                        + " history, and the newest applied migration is '" + newestApplied
                        + "'\nFirst run the release that still has the migrations up to '" + migration.id() + "'"))
                .toList();
    }

    /**
     * Applied migrations that are not modified, but of which the history knows something that only directives have changed,
     * or knows the checksum of an earlier release.
     */
    List<Migration> renewals() {
        return Stream.concat(
                sources.stream().filter(migration -> !remembered.containsKey(migration.id()) && isCovered(migration)),
                history.stream().filter(applied -> applied.state() == AppliedState.APPLIED)
                        .flatMap(applied -> offered(applied.id()).stream()
                                .filter(migration -> isOutdated(applied, migration))))
                .toList();
    }

    private boolean isOutdated(AppliedMigration applied, Migration migration) {
        Optional<Checksum> up = applied.upChecksum();
        Optional<KeptScript> down = migration.downScript().flatMap(script -> applied.down());
        if (isModified(applied, migration)
                || migration.down().filter(work -> work.differsFrom(down.map(KeptScript::checksum))).isPresent()) {
            return false;
        }
        return applied.kind() != migration.kind()
                || up.isPresent() && migration.up().verifiedBy().isPresent() && !up.equals(migration.up().verifiedBy())
                || down.isPresent() && !down.equals(migration.downScript().map(Comparison::asKept));
    }

    private static KeptScript asKept(Script down) {
        return new KeptScript(down.checksum(), down.options().transaction());
    }

    private void addDifferences(AppliedMigration applied, List<Discrepancy> all) {
        Migration migration = offered.get(applied.id());
        if (migration == null) {
            if (!isReplaced(applied)) {
                all.add(missing(applied));
            }
            return;
        }
        boolean versioned = migration.kind() == MigrationKind.VERSIONED;
        if (versioned && isModified(applied, migration)) {
            all.add(new Discrepancy(Kind.MODIFIED_UP, applied.id(), "'" + applied.id() + "': checksum mismatch ("
                    + migration.up().shown() + " is " + brief(migration.up().verifiedBy().orElseThrow())
                    + ", applied was " + brief(applied.upChecksum().orElseThrow()) + ")\nRestore the " + noun(migration)
                    + " and put the change into a new migration, or accept it: " + Remedies.repair()
                    + (policies.modified() == Policies.Modified.REFUSE ? ", or set modified=warn" : "")));
        }
        migration.down().filter(down -> down.differsFrom(applied.down().map(KeptScript::checksum)))
                .ifPresent(down -> all.add(new Discrepancy(Kind.MODIFIED_DOWN, applied.id(),
                        "'" + applied.id() + "': checksum mismatch of the down script (" + down.shown() + " is "
                                + brief(down.verifiedBy().orElseThrow()) + ", stored was "
                                + brief(applied.down().orElseThrow().checksum())
                                + ")\nTo store the changed one: " + Remedies.repair())));
    }

    /**
     * One that was applied by its baseline script is not. Where the sources have no other script any more, it may have been
     * applied by the one that is gone, unless it is the first in the history.
     */
    private boolean isModified(AppliedMigration applied, Migration migration) {
        return migration.up().differsFrom(applied.upChecksum())
                && (migration.baseline().isEmpty() || migration.baseline().get().differsFrom(applied.upChecksum()))
                && (!migration.isBaselineOnly() || isFirst(applied));
    }

    private boolean isFirst(AppliedMigration applied) {
        return history.stream().noneMatch(
                row -> row.kind() == MigrationKind.VERSIONED && row.id().compareTo(applied.id()) < 0);
    }

    private static String noun(Migration migration) {
        return migration.up() instanceof Code ? "class" : "file";
    }

    private Discrepancy missing(AppliedMigration applied) {
        boolean newer = applied.kind() == MigrationKind.VERSIONED
                && (newestOffered == null || applied.id().compareTo(newestOffered) > 0);
        return newer
                ? new Discrepancy(Kind.FUTURE, applied.id(), "'" + applied.id()
                        + "' is applied and newer than every migration of this release"
                        + (policies.future() == Policies.Future.REFUSE ? "\nRun the newer release, or set future=warn" : ""))
                : new Discrepancy(Kind.MISSING, applied.id(), "'" + applied.id()
                        + "' is applied, but missing in the sources\nRestore its file" + remedyBesidesRestoring(applied));
    }

    private String remedyBesidesRestoring(AppliedMigration applied) {
        if (applied.kind() == MigrationKind.REPEATABLE) {
            return "; or drop what it made in a new migration, and have the history forget it with " + Remedies.repair();
        }
        return policies.missing() == Policies.Missing.REFUSE ? ", or set missing=warn" : "";
    }

    private String interrupted(AppliedMigration applied) {
        return "'" + applied.id() + "' was interrupted"
                + switch (applied.direction()) {
                    case UP -> offered(applied.id()).map(migration -> resumed(migration.up(), "migrate"))
                            .orElse(" and is missing in the sources\nRun the release that has it, or resolve it. ");
                    case DOWN -> " while it was rolled back" + (isCode(applied) ? UNKNOWN_CODE
                            : "\nThe next rollback resumes it; or resolve it. ");
                } + Remedies.resolve(applied.id());
    }

    private static String resumed(Work work, String command) {
        return work instanceof Code ? UNKNOWN_CODE : "\nThe next " + command + " resumes it; or resolve it. ";
    }

    /** Whether what was begun, and has not finished, is code: nothing is known then of what it has done. */
    boolean isCode(AppliedMigration unfinished) {
        return offered(unfinished.id()).flatMap(migration -> switch (unfinished.direction()) {
            case UP -> Optional.of(migration.up());
            case DOWN -> migration.down();
        }).filter(Code.class::isInstance).isPresent();
    }

    private String failed(AppliedMigration applied) {
        if (isCode(applied)) {
            return "'" + applied.id() + "' failed" + (applied.direction() == Direction.DOWN ? " while it was rolled back" : "")
                    + ", and what it had committed was kept\n" + Remedies.resolve(applied.id());
        }
        return "'" + applied.id() + "' failed"
                + switch (applied.direction()) {
                    case UP -> ", and the statements before the failure were kept\n"
                            + (offered(applied.id()).isPresent() ? "Fix the script: the next migrate resumes there"
                                    : "Run the release that has it")
                            + "; or undo by hand what was kept and call " + Remedies.repair();
                    case DOWN -> " while it was rolled back, and the statements before the failure were kept\nFix the down"
                            + " script: the next rollback resumes there";
                } + "; or resolve it. " + Remedies.resolve(applied.id());
    }

    private static String brief(Checksum checksum) {
        return checksum.hex().substring(0, 12) + "…";
    }
}
