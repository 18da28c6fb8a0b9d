package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.dev.MigrationDetail.AppliedView;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.internal.history.History.HistoryEntry;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.Execution;

/**
 * Looks up what reports leave out: the texts of scripts, and what the history keeps.
 *
 * @param settings where sources and history are
 * @param databaseKind whose statements the scripts hold
 */
record MigrationDetails(EngineSettings settings, String databaseKind) {

    private static final String UP_IS_NOT_STORED = "The history keeps only the checksum of an up script, not its text:"
            + " what exactly was changed since it was applied is in your version control.";

    /** @param discrepancies those of the set */
    MigrationDetail of(MigrationId id, List<Discrepancy> discrepancies) throws SQLException, IOException {
        Optional<Migration> migration = settings.sources().migrations().stream().filter(m -> m.id().equals(id)).findFirst();
        Optional<HistoryEntry> entry = settings.read(history -> history.readInFull().stream()
                .filter(e -> e.applied().id().equals(id)).findFirst());
        Optional<ScriptView> down = migration.flatMap(Migration::down).map(work -> ScriptView.of(work, databaseKind));
        List<String> notes = new ArrayList<>();
        for (Discrepancy discrepancy : discrepancies) {
            if (discrepancy.id().equals(id)) {
                notes.add(discrepancy.message());
                if (discrepancy.kind() == Discrepancy.Kind.MODIFIED_UP) {
                    notes.add(UP_IS_NOT_STORED);
                }
            }
        }
        Optional<ScriptView> stored = stored(entry, down);
        List<LineDifference> difference = stored.isPresent() && down.isPresent() && down.get().text() != null
                ? LineDifference.between(stored.get().text(), down.get().text())
                : List.of();
        return new MigrationDetail(migration.map(m -> ScriptView.of(m.up(), databaseKind)).orElse(null), down.orElse(null),
                stored.orElse(null), entry.map(MigrationDetails::applied).orElse(null), difference, notes);
    }

    /** The down script that the history keeps, where the sources do not have the same one. */
    private Optional<ScriptView> stored(Optional<HistoryEntry> entry, Optional<ScriptView> down)
            throws SQLException, IOException {
        Optional<KeptScript> kept = entry.map(HistoryEntry::applied).flatMap(AppliedMigration::down);
        if (kept.isEmpty() || down.isPresent() && kept.get().checksum().hex().equals(down.get().checksum())) {
            return Optional.empty();
        }
        MigrationId id = entry.orElseThrow().applied().id();
        String text = settings.read(history -> ScriptView.text(history.downScript(id)));
        return Optional.of(ScriptView.of("history:" + id, null, masked(text), databaseKind));
    }

    /** The history keeps scripts as they would run; the values of placeholders may be secret. */
    private String masked(String text) {
        String masked = text;
        for (var placeholder : settings.placeholders().entrySet()) {
            if (placeholder.getValue().length() > 2) {
                masked = masked.replace(placeholder.getValue(), "${" + placeholder.getKey() + "}");
            }
        }
        return masked;
    }

    private static AppliedView applied(HistoryEntry entry) {
        Execution execution = entry.execution();
        return new AppliedView(entry.applied().order(), entry.applied().upChecksum().map(Checksum::hex).orElse(null),
                entry.applied().down().map(down -> down.checksum().hex()).orElse(null), execution.attempts(),
                execution.started().toString(), execution.finished().map(Object::toString).orElse(null),
                execution.statementsDone() + " of " + execution.statementsTotal(),
                execution.rolledBack().map(back -> back.at().toString()).orElse(null));
    }
}
