package io.quarkiverse.schema.migrations.internal.source;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * What one pass over a script tells.
 *
 * @param checksum the checksum of its text without the lines of directives
 * @param asWritten the checksum of all of its text
 * @param options what its directives say about running it
 * @param kind repeatable when a directive says so
 */
record ReadScript(Checksum checksum, Checksum asWritten, ScriptOptions options, MigrationKind kind) {

    Script at(String location, ScriptOptions meant, ScriptText text) {
        return new Script(location, checksum, asWritten, meant, text);
    }
}
