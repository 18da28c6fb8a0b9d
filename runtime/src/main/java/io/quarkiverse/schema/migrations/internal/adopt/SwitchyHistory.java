package io.quarkiverse.schema.migrations.internal.adopt;

import java.time.Duration;
import java.time.Instant;
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
final class SwitchyHistory {

    private final String table;
    private final Map<String, Migration> offered = new HashMap<>();
    private final List<ForeignRow> foreignRows = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();

    /**
     * @param table the table's name, for messages
     */
    SwitchyHistory(String table, List<Migration> sources) {
        this.table = table;
        sources.forEach(migration -> offered.put(migration.id().value(), migration));
    }

    /** The table has no key: two processes that started together have left two rows of one migration. */
    ForeignHistory of(List<Row> rows) {
        Map<String, List<Row>> byId = new LinkedHashMap<>();
        rows.stream().sorted(Comparator.comparing(Row::started).thenComparing(Row::id))
                .forEach(row -> byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
        byId.forEach(this::add);
        return new ForeignHistory(foreignRows, List.of(), objections);
    }

    private void add(String id, List<Row> rows) {
        Optional<Row> completed = rows.stream().filter(Row::isCompleted).findFirst();
        if (completed.isEmpty()) {
            objections.add(unfinished(rows.get(rows.size() - 1)));
            return;
        }
        Row row = completed.get();
        try {
            foreignRows.add(foreignRow(row).remarking(remark(row, rows)));
        } catch (IllegalArgumentException e) {
            objections.add(e.getMessage() + ": correct it in '" + table + "'");
        }
    }

    private ForeignRow foreignRow(Row row) {
        ForeignExecution happened = new ForeignExecution(row.finished().orElse(row.started()),
                row.finished().map(finished -> Duration.between(row.started(), finished)).filter(d -> !d.isNegative()),
                Optional.empty());
        Migration migration = offered.get(row.id());
        return migration == null
                ? ForeignRow.ofUnknown(row.id(), MigrationId.of(row.id()), MigrationKind.VERSIONED, "", happened)
                : ForeignRow.of(row.id(), migration, proof(row), happened);
    }

    private ChecksumProof proof(Row row) {
        return row.upChecksum().flatMap(up -> row.downChecksum().map(down -> SwitchyChecksum.proof(up, down)))
                .orElseGet(() -> ChecksumProof.none("'" + table + "' has no checksums"));
    }

    private static String remark(Row row, List<Row> rows) {
        return rows.stream().filter(other -> !other.isCompleted()).findFirst()
                .map(other -> "another row of it is " + words(other.status())).orElse("");
    }

    private String unfinished(Row row) {
        return "'" + row.id() + "' is " + words(row.status()) + " in '" + table + "'"
                + row.failure().map(reason -> " (" + reason.strip().lines().findFirst().orElse("") + ")").orElse("")
                + ": look at the schema; where all of it is there set its status to completed, where nothing of it is delete its"
                + " row, and start again";
    }

    private static String words(String status) {
        return status.replace('_', ' ');
    }

    /**
     * A row of switchy's table.
     *
     * @param id the name of the migration's folder
     * @param started when it was begun
     * @param finished when it ended; empty when it is not known to have, or the table does not say
     * @param status one of switchy's three words
     * @param failure why it failed, where it did
     * @param upChecksum 64 hexadecimal digits; empty when the table has none
     * @param downChecksum the same of the way back
     */
    record Row(String id, Instant started, Optional<Instant> finished, String status, Optional<String> failure,
            Optional<String> upChecksum, Optional<String> downChecksum) {

        static final String COMPLETED = "completed";

        boolean isCompleted() {
            return status.equals(COMPLETED);
        }
    }
}
