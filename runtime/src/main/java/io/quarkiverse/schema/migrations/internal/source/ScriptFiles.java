package io.quarkiverse.schema.migrations.internal.source;

import java.util.Optional;

/**
 * The files of one migration, found by their names and not yet read.
 *
 * @param up the script that applies it; the baseline script where there is nothing else
 * @param down the script that reverts it
 * @param baseline the script that replaces it and all before it on a database without a history
 * @param metadata what stands beside them in the folder layout
 */
record ScriptFiles(Variants up, Optional<Variants> down, Optional<Variants> baseline,
        Optional<SourceFile> metadata) {

    ScriptName name() {
        return up.name();
    }
}
