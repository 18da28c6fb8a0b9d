package io.quarkiverse.schema.migrations.runtime.internal.adoption;

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
final class FlywayTestimony {

    private static final int LONGEST_DESCRIPTION = 200;
    private static final String CUT = "...";

    private final Map<FlywayVersion, Migration> versions = new HashMap<>();
    private final Map<String, Migration> repeatables = new HashMap<>();
    private final Map<Object, FlywayRow> applied = new LinkedHashMap<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private Optional<FlywayRow> baseline = Optional.empty();

    FlywayTestimony(List<Migration> sources) {
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
    Testimony of(List<FlywayRow> rows) {
        rows.forEach(this::follow);
        List<Claim> claims = new ArrayList<>(belowBaseline());
        for (FlywayRow row : applied.values()) {
            try {
                claims.add(claim(row));
            } catch (IllegalArgumentException e) {
                objections.add("'" + row.script() + "' is applied, but not in the sources: " + e.getMessage());
            }
        }
        return new Testimony(claims, passedOver, objections);
    }

    private void follow(FlywayRow row) {
        Object key = row.version().flatMap(FlywayVersion::of).map(Object.class::cast).orElse(row.description());
        if (row.outcome() == FlywayRow.Outcome.FAILURE) {
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

    private List<Claim> belowBaseline() {
        Optional<FlywayVersion> limit = baseline.flatMap(FlywayRow::version).flatMap(FlywayVersion::of);
        if (limit.isEmpty()) {
            return List.of();
        }
        Happened happened = baseline.get().happened();
        Set<Object> known = new HashSet<>(applied.keySet());
        return versions.entrySet().stream()
                .filter(offered -> offered.getKey().compareTo(limit.get()) <= 0 && !known.contains(offered.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(offered -> Claim.of(offered.getKey().toString(), offered.getValue(),
                        Proof.none("it is not newer than Flyway's baseline, " + limit.get()), happened))
                .toList();
    }

    private Claim claim(FlywayRow row) {
        Migration migration = row.version().isPresent() ? versions.get(FlywayVersion.of(row.version().get()).orElse(null))
                : repeatables.get(row.description());
        if (migration != null) {
            return Claim.of(row.script(), migration, proof(row), row.happened());
        }
        MigrationKind kind = row.version().isPresent() ? MigrationKind.VERSIONED : MigrationKind.REPEATABLE;
        return Claim.ofUnknown(row.script(), MigrationId.of(row.version().orElse(row.description())), kind,
                row.version().isPresent() ? row.description() : "", row.happened());
    }

    private static Proof proof(FlywayRow row) {
        if (!row.isSql()) {
            return Proof.none("to Flyway it was no script of SQL (" + row.type() + ")");
        }
        return row.checksum().map(FlywayChecksum::proof).orElseGet(() -> Proof.none("Flyway has kept no checksum"));
    }

    private static String name(FlywayRow row) {
        return row.version().orElse(row.description());
    }
}
