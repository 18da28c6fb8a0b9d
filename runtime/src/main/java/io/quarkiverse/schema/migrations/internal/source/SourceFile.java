package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * A file or folder below a source root.
 *
 * @param root where it was found
 * @param path where it is read from
 * @param relative its path below the root, with slashes
 */
record SourceFile(SourceRoot root, Path path, String relative) implements ScriptText {

    /** The path by which the class path, or the file system, knows it. */
    String location() {
        return root.location().isEmpty() ? relative : root.location() + "/" + relative;
    }

    /** The location of a file with another name in the same folder. */
    String sibling(String name) {
        String location = location();
        return location.substring(0, location.lastIndexOf('/') + 1) + name;
    }

    /** The path for messages, which names the jar too. */
    String shown() {
        return root.artifact().isEmpty() ? location() : root.artifact() + "!/" + location();
    }

    /** Its name without the folders above it. */
    String name() {
        return relative.substring(relative.lastIndexOf('/') + 1);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
