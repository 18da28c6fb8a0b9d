package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/**
 * Understands the rows of Liquibase's table. A change set is named by its id, its author and its file, a migration by its id
 * alone, so one is found for the other: by what a script that was written for Liquibase says itself, by the change set's id,
 * or by the file's name.
 */
final class LiquibaseTestimony {

    private final Map<Migration, List<ChangeSet>> sources;
    private final List<LiquibaseRow> left = new ArrayList<>();
    private final Map<Claim, Long> claims = new LinkedHashMap<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();

    /**
     * @param sources what the set offers, each with the change sets that its script names
     */
    LiquibaseTestimony(Map<Migration, List<ChangeSet>> sources) {
        this.sources = sources;
    }

    Testimony of(List<LiquibaseRow> rows) {
        Map<String, LiquibaseRow> latest = new LinkedHashMap<>();
        rows.stream().sorted(Comparator.comparingLong(LiquibaseRow::order)).forEach(row -> latest.put(row.name(), row));
        latest.values().forEach(this::follow);
        sources.forEach((migration, changeSets) -> {
            if (!changeSets.isEmpty()) {
                claimWritten(migration, changeSets);
            }
        });
        sources.forEach((migration, changeSets) -> {
            if (changeSets.isEmpty()) {
                claimNamed(migration);
            }
        });
        left.forEach(this::claimUnknown);
        List<Claim> inOrder = claims.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
        return new Testimony(inOrder, passedOver, objections);
    }

    private void follow(LiquibaseRow row) {
        if (row.isFailed()) {
            objections.add(
                    "'" + row.name() + "' has failed: look at the schema, take back by hand what it has left, and delete its"
                            + " row; then start again");
        } else if (row.isSkipped()) {
            passedOver.add(new PassedOver(row.name(), "was skipped, so that it is pending"));
        } else {
            left.add(row);
        }
    }

    /** A script that names its change sets: all of them are applied, or none. */
    private void claimWritten(Migration migration, List<ChangeSet> changeSets) {
        Map<ChangeSet, LiquibaseRow> found = new LinkedHashMap<>();
        for (ChangeSet changeSet : changeSets) {
            List<LiquibaseRow> same = left.stream()
                    .filter(row -> row.id().equals(changeSet.id()) && row.author().equals(changeSet.author())).toList();
            one(migration, same).ifPresent(row -> found.put(changeSet, row));
        }
        if (found.isEmpty()) {
            return;
        }
        left.removeAll(found.values());
        if (found.size() < changeSets.size()) {
            objections.add("of '" + migration.id() + "' (" + migration.up().shown() + ") only a part is applied: "
                    + names(found.values().stream().toList()) + ", not " + changeSets.stream()
                            .filter(changeSet -> !found.containsKey(changeSet))
                            .map(changeSet -> changeSet.id() + "::" + changeSet.author()).collect(Collectors.joining(", "))
                    + ": let Liquibase apply the rest, or move what is not applied into a migration of its own");
            return;
        }
        add(migration, found.values().stream().toList(), LiquibaseProof.ofWritten(found));
    }

    /** A script that says nothing: the change set with the same id, or all of the file with the same name. */
    private void claimNamed(Migration migration) {
        String id = migration.id().value();
        Optional<LiquibaseRow> byId = one(migration, left.stream().filter(row -> row.id().equals(id)).toList());
        List<LiquibaseRow> byFile = left.stream().filter(row -> row.fileId().equals(id)).toList();
        List<LiquibaseRow> found = byId.map(List::of).orElse(byFile);
        if (found.isEmpty()) {
            return;
        }
        left.removeAll(found);
        add(migration, found, found.size() == 1 ? LiquibaseProof.of(found.get(0))
                : Proof.none("it is " + found.size() + " change sets to Liquibase: " + names(found)));
    }

    private void claimUnknown(LiquibaseRow row) {
        try {
            add(Claim.ofUnknown(row.name(), MigrationId.of(row.id()), MigrationKind.VERSIONED, "", row.happened()), row);
        } catch (IllegalArgumentException e) {
            objections.add("'" + row.name() + "' is applied, but not in the sources: " + e.getMessage());
        }
    }

    /** Of several change sets with one id, the one whose file is named like the migration. */
    private Optional<LiquibaseRow> one(Migration migration, List<LiquibaseRow> candidates) {
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        List<LiquibaseRow> ofItsFile = candidates.stream().filter(row -> row.fileId().equals(migration.id().value())).toList();
        if (ofItsFile.size() != 1) {
            objections.add("'" + migration.id() + "' (" + migration.up().shown() + ") can be any of " + names(candidates)
                    + ": name it like the file of the one that it is");
            left.removeAll(candidates);
            return Optional.empty();
        }
        return Optional.of(ofItsFile.get(0));
    }

    private void add(Migration migration, List<LiquibaseRow> rows, Proof proof) {
        LiquibaseRow last = rows.get(rows.size() - 1);
        String marked = names(rows.stream().filter(LiquibaseRow::isMarked).toList());
        add(Claim.of(names(rows), migration, proof, last.happened())
                .remarking(marked.isEmpty() ? "" : "Liquibase has marked as run, without running it, " + marked), last);
    }

    private void add(Claim claim, LiquibaseRow row) {
        claims.put(claim, row.order());
    }

    private static String names(List<LiquibaseRow> rows) {
        return rows.stream().map(LiquibaseRow::name).collect(Collectors.joining(", "));
    }
}
