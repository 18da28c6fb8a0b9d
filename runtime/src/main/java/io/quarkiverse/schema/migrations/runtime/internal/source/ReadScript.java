package io.quarkiverse.schema.migrations.runtime.internal.source;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;

/**
 * What one pass over a script tells.
 *
 * @param checksum the checksum of its text
 * @param options what its directives say about running it
 * @param kind repeatable when a directive says so
 */
record ReadScript(Checksum checksum, ScriptOptions options, MigrationKind kind) {
}
