package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.Taken;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.report.AdoptionReport.Adopted;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;
import io.quarkiverse.schema.migrations.report.AdoptionReport.Verification;

/**
 * Plans what to adopt: compares what another tool says with the sources, by the policies that hold for a history of our own.
 */
final class AdoptionPlanner {

    private static final String UNKNOWN = "it is not in the sources";

    private final ForeignTable history;
    private final ForeignTool.Order order;
    private final Policies policies;
    private final Optional<MigrationId> newestOffered;
    private final List<Taken> taken = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private final List<Discrepancy> warnings = new ArrayList<>();

    AdoptionPlanner(ForeignTable history, List<Migration> sources, Policies policies) {
        this.history = history;
        this.order = ForeignTool.of(history.tool()).order();
        this.policies = policies;
        this.newestOffered = sources.stream().filter(m -> m.kind() == MigrationKind.VERSIONED).map(Migration::id)
                .max(MigrationId::compareTo);
    }

    AdoptionPlan plan(ForeignTool.History foreign) {
        passedOver.addAll(foreign.passedOver());
        objections.addAll(foreign.objections());
        for (ForeignRow foreignRow : foreign.foreignRows()) {
            if (foreignRow.offered().isPresent()) {
                adopt(foreignRow, foreignRow.offered().get());
            } else {
                adoptUnknown(foreignRow);
            }
        }
        return new AdoptionPlan(taken, passedOver, objections, warnings);
    }

    private void adopt(ForeignRow foreignRow, Migration migration) {
        ChecksumProof.Match match = match(foreignRow, migration);
        if (match instanceof ChecksumProof.Match.Same same) {
            take(foreignRow, Verification.VERIFIED, same.remark());
        } else if (match instanceof ChecksumProof.Match.Unknown unknown) {
            take(foreignRow, Verification.NOT_VERIFIED, unknown.reason());
        } else if (match instanceof ChecksumProof.Match.Different different) {
            adoptDifferent(foreignRow, migration, different);
        }
    }

    private static ChecksumProof.Match match(ForeignRow foreignRow, Migration migration) {
        if (!(migration.up() instanceof Script script)) {
            return new ChecksumProof.Match.Unknown("what applies it is no script (" + migration.up().shown() + ")");
        }
        try {
            return foreignRow.proof().of(script, migration.downScript());
        } catch (IOException e) {
            throw new DatabaseException("The script " + script.shown() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void adoptDifferent(ForeignRow foreignRow, Migration migration, ChecksumProof.Match.Different different) {
        String difference = migration.up().shown() + " is " + different.ours() + ", applied was "
                + different.theirs();
        if (foreignRow.kind() == MigrationKind.REPEATABLE) {
            passedOver.add(new PassedOver(foreignRow.name(), "has changed since it was applied, so that it will run again"));
        } else if (policies.modified() == Policies.Modified.REFUSE) {
            objections.add("'" + foreignRow.id() + "' was changed after " + history.tool().title() + " applied it: "
                    + difference
                    + "; restore the file and put the change into a new migration, or set modified=warn to take it as it is");
        } else {
            warnings.add(new Discrepancy(Discrepancy.Kind.MODIFIED_UP, foreignRow.id(),
                    "'" + foreignRow.id() + "' was changed after "
                            + history.tool().title() + " applied it: " + difference));
            take(foreignRow, Verification.DIFFERENT, difference);
        }
    }

    private void adoptUnknown(ForeignRow foreignRow) {
        if (history.others().contains(foreignRow.name())) {
            passedOver.add(new PassedOver(foreignRow.name(), "belongs to another set"));
            return;
        }
        boolean newer = foreignRow.kind() == MigrationKind.VERSIONED && order == ForeignTool.Order.OF_IDS
                && newestOffered.filter(newest -> foreignRow.id().compareTo(newest) > 0).isPresent();
        if (foreignRow.kind() == MigrationKind.VERSIONED && !newer && policies.missing() == Policies.Missing.REFUSE) {
            objections.add("'" + foreignRow.name() + "' is applied according to '" + history.table()
                    + "', but not in the sources: restore its file with the id '" + foreignRow.id()
                    + "', or set missing=warn to go on without it");
        } else if (order == ForeignTool.Order.OF_IDS) {
            Discrepancy.Kind kind = newer ? Discrepancy.Kind.FUTURE : Discrepancy.Kind.MISSING;
            warnings.add(new Discrepancy(kind, foreignRow.id(),
                    "'" + foreignRow.name() + "' is applied according to '" + history.table()
                            + "', but not in the sources" + (newer ? ": a newer release applied it" : "")));
            take(foreignRow, Verification.NOT_VERIFIED, UNKNOWN);
        } else {
            // its id has no place in our order, and would make whatever is pending look out of order
            passedOver.add(new PassedOver(foreignRow.name(), "was not adopted: " + UNKNOWN));
        }
    }

    private void take(ForeignRow foreignRow, Verification verification, String reason) {
        String remark = reason.isEmpty() || foreignRow.remark().isEmpty() ? reason + foreignRow.remark()
                : reason + "; " + foreignRow.remark();
        taken.add(new Taken(new Adopted(foreignRow.id(), verification, remark), foreignRow.kind(), foreignRow.description(),
                foreignRow.offered(),
                foreignRow.happened()));
    }
}
