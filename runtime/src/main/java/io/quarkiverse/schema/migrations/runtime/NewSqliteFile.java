package io.quarkiverse.schema.migrations.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

/**
 * The file of a SQLite database that is not there yet. The driver makes a missing file to see whether it can, and deletes it
 * again. Another process that has opened it meanwhile would go on with a file without a name, and both files would share the
 * name of one journal. It does not do so with a file that is there.
 */
final class NewSqliteFile {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private static final String PREFIX = "jdbc:sqlite:";
    /** A way to open it that would not make it; other options are modes as well, as that of the journal. */
    private static final Pattern OPENING = Pattern.compile("[?&](open_)?mode=");

    private NewSqliteFile() {
    }

    /** Makes the file that a URL names. Does nothing where there is one, where none is named, or where none can be made. */
    static void make(String url) {
        if (!url.startsWith(PREFIX)) { // a driver around the driver
            return;
        }
        String rest = url.substring(PREFIX.length());
        String name = rest.contains("?") ? rest.substring(0, rest.indexOf('?')) : rest;
        // in memory, SQLite's own kind of URL, and what must not be made
        if (name.isEmpty() || name.startsWith(":") || name.startsWith("file:") || OPENING.matcher(rest).find()) {
            return;
        }
        try {
            Path file = Path.of(name);
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
        } catch (IOException | InvalidPathException e) {
            LOG.debugf("The file '%s' is left to the driver: %s", name, e);
        }
    }
}
