package io.quarkiverse.schema.migrations.model;

import java.io.IOException;
import java.io.InputStream;

/** Where a script's bytes come from. Opened only when the script is about to run. */
@FunctionalInterface
public interface ScriptText {

    /**
     * Opens the script from its beginning; may be called any number of times.
     *
     * @return the UTF-8 bytes, for the caller to close; never null
     * @throws IOException when the script cannot be read; the message should name it
     */
    InputStream open() throws IOException;
}
