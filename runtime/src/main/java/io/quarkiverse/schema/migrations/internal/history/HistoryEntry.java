package io.quarkiverse.schema.migrations.internal.history;

import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.report.Execution;

/**
 * A row of the history in full.
 *
 * @param applied what decisions need
 * @param description a few words; may be empty
 * @param execution what reports need
 */
public record HistoryEntry(AppliedMigration applied, String description, Execution execution) {
}
