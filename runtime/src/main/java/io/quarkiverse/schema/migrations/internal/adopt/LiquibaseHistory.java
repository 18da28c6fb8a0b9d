package io.quarkiverse.schema.migrations.internal.adopt;

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
final class LiquibaseHistory {

    private final Map<Migration, List<FormattedSql.ChangeSet>> sources;
    private final List<Row> left = new ArrayList<>();
    private final Map<ForeignRow, Long> foreignRows = new LinkedHashMap<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();

    /**
     * @param sources what the set offers, each with the change sets that its script names
     */
    LiquibaseHistory(Map<Migration, List<FormattedSql.ChangeSet>> sources) {
        this.sources = sources;
    }

    ForeignHistory of(List<Row> rows) {
        Map<String, Row> latest = new LinkedHashMap<>();
        rows.stream().sorted(Comparator.comparingLong(Row::order)).forEach(row -> latest.put(row.name(), row));
        latest.values().forEach(this::follow);
        sources.forEach((migration, changeSets) -> {
            if (!changeSets.isEmpty()) {
                matchWritten(migration, changeSets);
            }
        });
        sources.forEach((migration, changeSets) -> {
            if (changeSets.isEmpty()) {
                matchNamed(migration);
            }
        });
        left.forEach(this::matchUnknown);
        List<ForeignRow> inOrder = foreignRows.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                .toList();
        return new ForeignHistory(inOrder, passedOver, objections);
    }

    private void follow(Row row) {
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
    private void matchWritten(Migration migration, List<FormattedSql.ChangeSet> changeSets) {
        Map<FormattedSql.ChangeSet, Row> found = new LinkedHashMap<>();
        for (FormattedSql.ChangeSet changeSet : changeSets) {
            List<Row> same = left.stream()
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
        add(migration, found.values().stream().toList(), LiquibaseVerification.ofWritten(found));
    }

    /** A script that says nothing: the change set with the same id, or all of the file with the same name. */
    private void matchNamed(Migration migration) {
        String id = migration.id().value();
        Optional<Row> byId = one(migration, left.stream().filter(row -> row.id().equals(id)).toList());
        List<Row> byFile = left.stream().filter(row -> row.fileId().equals(id)).toList();
        List<Row> found = byId.map(List::of).orElse(byFile);
        if (found.isEmpty()) {
            return;
        }
        left.removeAll(found);
        add(migration, found, found.size() == 1 ? LiquibaseVerification.of(found.get(0))
                : ChecksumProof.none("it is " + found.size() + " change sets to Liquibase: " + names(found)));
    }

    private void matchUnknown(Row row) {
        try {
            add(ForeignRow.ofUnknown(row.name(), MigrationId.of(row.id()), MigrationKind.VERSIONED, "", row.happened()), row);
        } catch (IllegalArgumentException e) {
            objections.add("'" + row.name() + "' is applied, but not in the sources: " + e.getMessage());
        }
    }

    /** Of several change sets with one id, the one whose file is named like the migration. */
    private Optional<Row> one(Migration migration, List<Row> candidates) {
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        List<Row> ofItsFile = candidates.stream().filter(row -> row.fileId().equals(migration.id().value())).toList();
        if (ofItsFile.size() != 1) {
            objections.add("'" + migration.id() + "' (" + migration.up().shown() + ") can be any of " + names(candidates)
                    + ": name it like the file of the one that it is");
            left.removeAll(candidates);
            return Optional.empty();
        }
        return Optional.of(ofItsFile.get(0));
    }

    private void add(Migration migration, List<Row> rows, ChecksumProof proof) {
        Row last = rows.get(rows.size() - 1);
        String marked = names(rows.stream().filter(Row::isMarked).toList());
        add(ForeignRow.of(names(rows), migration, proof, last.happened())
                .remarking(marked.isEmpty() ? "" : "Liquibase has marked as run, without running it, " + marked), last);
    }

    private void add(ForeignRow foreignRow, Row row) {
        foreignRows.put(foreignRow, row.order());
    }

    private static String names(List<Row> rows) {
        return rows.stream().map(Row::name).collect(Collectors.joining(", "));
    }

    /**
     * A row of Liquibase's table.
     *
     * @param id the change set's id
     * @param author its author
     * @param file the change log it is in
     * @param order the place in the order of execution
     * @param type how it came to be there, in one of Liquibase's words
     * @param checksum of the change set, with the number of its kind before a colon; empty when there is none
     * @param happened when
     */
    record Row(String id, String author, String file, long order, String type, Optional<String> checksum,
            ForeignExecution happened) {

        /** What Liquibase itself calls it. */
        String name() {
            return file + "::" + id + "::" + author;
        }

        /** The name of its file without folders and without what follows the first dot of the ending. */
        String fileId() {
            String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf(':')) + 1);
            int dot = name.lastIndexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        }

        boolean isSkipped() {
            return type.equals("SKIPPED");
        }

        boolean isFailed() {
            return type.equals("FAILED");
        }

        boolean isMarked() {
            return type.equals("MARK_RAN");
        }
    }
}
