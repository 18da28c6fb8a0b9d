package io.quarkiverse.schema.migrations.internal.adopt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/**
 * Understands the rows of Flyway's table, which say what was done one after the other: what is applied is what is left of them
 * when those are taken away that a later one takes back.
 */
final class FlywayHistory {

    private static final int LONGEST_DESCRIPTION = 200;
    private static final String CUT = "...";

    private final Map<FlywayVersion, Migration> versions = new HashMap<>();
    private final Map<String, Migration> repeatables = new HashMap<>();
    private final Map<Object, Row> applied = new LinkedHashMap<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private Optional<Row> baseline = Optional.empty();

    FlywayHistory(List<Migration> sources) {
        for (Migration migration : sources) {
            switch (migration.kind()) {
                case REPEATABLE -> repeatables.put(asKept(migration.id().value()), migration);
                case VERSIONED -> FlywayVersion.of(migration.id().value()).ifPresent(version -> add(version, migration));
            }
        }
    }

    private void add(FlywayVersion version, Migration migration) {
        Migration other = versions.putIfAbsent(version, migration);
        if (other != null) {
            objections.add("'" + other.id() + "' and '" + migration.id() + "' are one version to Flyway, " + version
                    + ": give one of them another id (" + other.up().shown() + ", " + migration.up().shown() + ")");
        }
    }

    /** Flyway keeps no more of a description than its column holds. */
    private static String asKept(String description) {
        return description.length() <= LONGEST_DESCRIPTION ? description
                : description.substring(0, LONGEST_DESCRIPTION - CUT.length()) + CUT;
    }

    /**
     * @param rows in the order of their ranks
     */
    ForeignHistory of(List<Row> rows) {
        rows.forEach(this::follow);
        List<ForeignRow> foreignRows = new ArrayList<>(belowBaseline());
        for (Row row : applied.values()) {
            try {
                foreignRows.add(foreignRow(row));
            } catch (IllegalArgumentException e) {
                objections.add("'" + row.script() + "' is applied, but not in the sources: " + e.getMessage());
            }
        }
        return new ForeignHistory(foreignRows, passedOver, objections);
    }

    private void follow(Row row) {
        Object key = row.version().flatMap(FlywayVersion::of).map(Object.class::cast).orElse(row.description());
        if (row.outcome() == Row.Outcome.FAILURE) {
            objections.add("'" + row.script() + "' has failed: look at the schema, take back by hand what it has left, and have"
                    + " Flyway forget it with 'flyway repair'; then start again");
        } else if (row.isOfSchema()) {
            passedOver.add(new PassedOver(row.script(), "has made the schema, which is no migration"));
        } else if (row.isBaseline()) {
            baseline = Optional.of(row);
            passedOver.add(new PassedOver(name(row), "is where Flyway began: what is not newer counts as applied"));
        } else if (row.isDeletion()) {
            applied.remove(key);
            passedOver.add(new PassedOver(name(row), "was taken out of Flyway's history by 'flyway repair'"));
        } else if (row.isUndo()) {
            applied.remove(key);
            passedOver.add(new PassedOver(name(row), "was undone, so that it is pending"));
        } else {
            applied.remove(key);
            applied.put(key, row);
        }
    }

    private List<ForeignRow> belowBaseline() {
        Optional<FlywayVersion> limit = baseline.flatMap(Row::version).flatMap(FlywayVersion::of);
        if (limit.isEmpty()) {
            return List.of();
        }
        ForeignExecution happened = baseline.get().happened();
        Set<Object> known = new HashSet<>(applied.keySet());
        return versions.entrySet().stream()
                .filter(offered -> offered.getKey().compareTo(limit.get()) <= 0 && !known.contains(offered.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(offered -> ForeignRow.of(offered.getKey().toString(), offered.getValue(),
                        ChecksumProof.none("it is not newer than Flyway's baseline, " + limit.get()), happened))
                .toList();
    }

    private ForeignRow foreignRow(Row row) {
        Migration migration = row.version().isPresent() ? versions.get(FlywayVersion.of(row.version().get()).orElse(null))
                : repeatables.get(row.description());
        if (migration != null) {
            return ForeignRow.of(row.script(), migration, proof(row), row.happened());
        }
        MigrationKind kind = row.version().isPresent() ? MigrationKind.VERSIONED : MigrationKind.REPEATABLE;
        return ForeignRow.ofUnknown(row.script(), MigrationId.of(row.version().orElse(row.description())), kind,
                row.version().isPresent() ? row.description() : "", row.happened());
    }

    private static ChecksumProof proof(Row row) {
        if (!row.isSql()) {
            return ChecksumProof.none("to Flyway it was no script of SQL (" + row.type() + ")");
        }
        return row.checksum().map(FlywayChecksum::proof).orElseGet(() -> ChecksumProof.none("Flyway has kept no checksum"));
    }

    private static String name(Row row) {
        return row.version().orElse(row.description());
    }

    /**
     * A row of Flyway's table.
     *
     * @param version empty of a repeatable migration
     * @param description the words of the script's name
     * @param type what it is a row of
     * @param script the script's path, for people
     * @param checksum of the script, where it has one
     * @param outcome whether it was done
     * @param happened when and by whom
     */
    record Row(Optional<String> version, String description, String type, String script, Optional<Integer> checksum,
            Outcome outcome, ForeignExecution happened) {

        enum Outcome {
            SUCCESS,
            FAILURE
        }

        boolean isOfSchema() {
            return type.equals("SCHEMA");
        }

        boolean isDeletion() {
            return type.equals("DELETE");
        }

        boolean isUndo() {
            return type.startsWith("UNDO");
        }

        /** Whether everything up to its version counts as applied, be it by declaration or by a script that makes it all. */
        boolean isBaseline() {
            return type.endsWith("BASELINE");
        }

        boolean isSql() {
            return type.equals("SQL");
        }
    }
}
