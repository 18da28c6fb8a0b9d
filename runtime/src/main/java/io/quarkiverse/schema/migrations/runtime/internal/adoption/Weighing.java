package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.plan.Policies;
import io.quarkiverse.schema.migrations.report.AdoptionReport.Adopted;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;
import io.quarkiverse.schema.migrations.report.AdoptionReport.Verification;
import io.quarkiverse.schema.migrations.runtime.internal.adoption.Takeover.Taken;

/** Weighs what another tool says against the sources, by the policies that hold for a history of our own. */
final class Weighing {

    private static final String UNKNOWN = "the sources do not know it";

    private final OtherHistory history;
    private final OtherTool.Order order;
    private final Policies policies;
    private final Optional<MigrationId> newestOffered;
    private final List<Taken> taken = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private final List<Discrepancy> warnings = new ArrayList<>();

    Weighing(OtherHistory history, List<Migration> sources, Policies policies) {
        this.history = history;
        this.order = OtherTool.of(history.tool()).order();
        this.policies = policies;
        this.newestOffered = sources.stream().filter(m -> m.kind() == MigrationKind.VERSIONED).map(Migration::id)
                .max(MigrationId::compareTo);
    }

    Takeover weigh(Testimony testimony) {
        passedOver.addAll(testimony.passedOver());
        objections.addAll(testimony.objections());
        for (Claim claim : testimony.claims()) {
            if (claim.offered().isPresent()) {
                weigh(claim, claim.offered().get());
            } else {
                weighUnknown(claim);
            }
        }
        return new Takeover(taken, passedOver, objections, warnings);
    }

    private void weigh(Claim claim, Migration migration) {
        Verdict verdict = verdict(claim, migration);
        if (verdict instanceof Verdict.Same same) {
            take(claim, Verification.VERIFIED, same.remark());
        } else if (verdict instanceof Verdict.Unknown unknown) {
            take(claim, Verification.NOT_VERIFIED, unknown.reason());
        } else if (verdict instanceof Verdict.Different different) {
            weigh(claim, migration, different);
        }
    }

    private static Verdict verdict(Claim claim, Migration migration) {
        if (!(migration.up() instanceof Script script)) {
            return new Verdict.Unknown("what applies it is no script (" + migration.up().shown() + ")");
        }
        try {
            return claim.proof().of(script, migration.downScript());
        } catch (IOException e) {
            throw new DatabaseException("The script " + script.shown() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void weigh(Claim claim, Migration migration, Verdict.Different different) {
        String difference = migration.up().shown() + " would have the checksum " + different.ours() + ", applied was "
                + different.theirs();
        if (claim.kind() == MigrationKind.REPEATABLE) {
            passedOver.add(new PassedOver(claim.name(), "has changed since it was applied, so that it will run again"));
        } else if (policies.modified() == Policies.Modified.REFUSE) {
            objections.add("'" + claim.id() + "' was changed after " + history.tool().title() + " had applied it: " + difference
                    + "; restore the file and put the change into a new migration, or set modified=warn to take it as it is");
        } else {
            warnings.add(new Discrepancy(Discrepancy.Kind.MODIFIED_UP, claim.id(), "'" + claim.id() + "' was changed after "
                    + history.tool().title() + " had applied it: " + difference));
            take(claim, Verification.DIFFERENT, difference);
        }
    }

    private void weighUnknown(Claim claim) {
        if (history.others().contains(claim.name())) {
            passedOver.add(new PassedOver(claim.name(), "belongs to another set"));
            return;
        }
        boolean newer = claim.kind() == MigrationKind.VERSIONED && order == OtherTool.Order.OF_IDS
                && newestOffered.filter(newest -> claim.id().compareTo(newest) > 0).isPresent();
        if (claim.kind() == MigrationKind.VERSIONED && !newer && policies.missing() == Policies.Missing.REFUSE) {
            objections.add("'" + claim.name() + "' is applied according to '" + history.table()
                    + "', but not in the sources: restore its file with the id '" + claim.id()
                    + "', or set missing=warn to go on without it");
        } else if (order == OtherTool.Order.OF_IDS) {
            Discrepancy.Kind kind = newer ? Discrepancy.Kind.UNKNOWN_NEWER : Discrepancy.Kind.MISSING;
            warnings.add(new Discrepancy(kind, claim.id(), "'" + claim.name() + "' is applied according to '" + history.table()
                    + "', but not in the sources" + (newer ? ": a newer release has been here" : "")));
            take(claim, Verification.NOT_VERIFIED, UNKNOWN);
        } else {
            // its id has no place in our order, and would make whatever is pending look out of order
            passedOver.add(new PassedOver(claim.name(), "was not taken over: " + UNKNOWN));
        }
    }

    private void take(Claim claim, Verification verification, String reason) {
        String remark = reason.isEmpty() || claim.remark().isEmpty() ? reason + claim.remark()
                : reason + "; " + claim.remark();
        taken.add(new Taken(new Adopted(claim.id(), verification, remark), claim.kind(), claim.description(), claim.offered(),
                claim.happened()));
    }
}
