package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/** Understands the rows of switchy's table, whose ids are the names of the migrations' folders, as ours are. */
final class SwitchyTestimony {

    private final String table;
    private final Map<String, Migration> offered = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();

    /**
     * @param table the table's name, for messages
     */
    SwitchyTestimony(String table, List<Migration> sources) {
        this.table = table;
        sources.forEach(migration -> offered.put(migration.id().value(), migration));
    }

    /** The table has no key: two processes that started together have left two rows of one migration. */
    Testimony of(List<SwitchyRow> rows) {
        Map<String, List<SwitchyRow>> byId = new LinkedHashMap<>();
        rows.stream().sorted(Comparator.comparing(SwitchyRow::started).thenComparing(SwitchyRow::id))
                .forEach(row -> byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
        byId.forEach(this::add);
        return new Testimony(claims, List.of(), objections);
    }

    private void add(String id, List<SwitchyRow> rows) {
        Optional<SwitchyRow> completed = rows.stream().filter(SwitchyRow::isCompleted).findFirst();
        if (completed.isEmpty()) {
            objections.add(unfinished(rows.get(rows.size() - 1)));
            return;
        }
        SwitchyRow row = completed.get();
        try {
            claims.add(claim(row).remarking(remark(row, rows)));
        } catch (IllegalArgumentException e) {
            objections.add(e.getMessage() + ": correct it in '" + table + "'");
        }
    }

    private Claim claim(SwitchyRow row) {
        Happened happened = new Happened(row.finished().orElse(row.started()),
                row.finished().map(finished -> Duration.between(row.started(), finished)).filter(d -> !d.isNegative()),
                Optional.empty());
        Migration migration = offered.get(row.id());
        return migration == null
                ? Claim.ofUnknown(row.id(), MigrationId.of(row.id()), MigrationKind.VERSIONED, "", happened)
                : Claim.of(row.id(), migration, proof(row), happened);
    }

    private Proof proof(SwitchyRow row) {
        return row.upChecksum().flatMap(up -> row.downChecksum().map(down -> SwitchyChecksum.proof(up, down)))
                .orElseGet(() -> Proof.none("'" + table + "' has no checksums"));
    }

    private static String remark(SwitchyRow row, List<SwitchyRow> rows) {
        return rows.stream().filter(other -> !other.isCompleted()).findFirst()
                .map(other -> "another row of it is " + words(other.status())).orElse("");
    }

    private String unfinished(SwitchyRow row) {
        return "'" + row.id() + "' is " + words(row.status()) + " in '" + table + "'"
                + row.failure().map(reason -> " (" + reason.strip().lines().findFirst().orElse("") + ")").orElse("")
                + ": look at the schema; where all of it is there set its status to completed, where nothing of it is delete its"
                + " row, and start again";
    }

    private static String words(String status) {
        return status.replace('_', ' ');
    }
}
