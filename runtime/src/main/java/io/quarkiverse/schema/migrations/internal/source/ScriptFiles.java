package io.quarkiverse.schema.migrations.internal.source;

import java.util.Optional;

/**
 * The files of one migration, found by their names and not yet read.
 *
 * @param up the script that applies it
 * @param down the script that reverts it
 * @param metadata what stands beside them in the folder layout
 */
record ScriptFiles(Variants up, Optional<Variants> down, Optional<SourceFile> metadata) {

    ScriptName name() {
        return up.name();
    }
}
