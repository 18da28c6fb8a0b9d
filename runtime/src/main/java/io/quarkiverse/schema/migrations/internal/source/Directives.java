package io.quarkiverse.schema.migrations.internal.source;

import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;

/** Reads what a script that was checked by another release says about running it. */
public final class Directives {

    private Directives() {
    }

    /** The directives that this release understands; the defaults when the script cannot be read now. */
    public static ScriptOptions of(String location, ScriptText text) {
        return ScriptFileReader.read(location, text, new Findings()).map(ReadScript::options).orElse(ScriptOptions.DEFAULT);
    }
}
