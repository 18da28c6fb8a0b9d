package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * A script that the history keeps: as it would run, so nothing is replaced in it any more.
 *
 * @param kept where it is kept
 */
record StoredText(ScriptText kept) implements ScriptText {

    @Override
    public InputStream open() throws IOException {
        return kept.open();
    }
}
