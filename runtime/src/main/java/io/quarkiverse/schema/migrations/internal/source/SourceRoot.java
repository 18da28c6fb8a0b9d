package io.quarkiverse.schema.migrations.internal.source;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One folder to look for migrations in.
 *
 * @param folder the folder itself; may lie in a zip file system, which must stay open while its scripts are in use
 * @param location what the folder is called in scripts' locations: on the class path {@code db/migrations}, of a
 *        directory its path; without a slash at its end
 * @param artifact the name of the jar for messages; empty where the location says enough
 * @param origin whose files these are
 */
public record SourceRoot(Path folder, String location, String artifact, Origin origin) {

    public SourceRoot {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(origin, "origin");
        if (location.endsWith("/") && location.length() > 1) {
            throw new IllegalArgumentException("the location '" + location + "' ends with a slash");
        }
    }

    /** A location in the application's own resources. */
    public static SourceRoot application(Path folder, String location) {
        return new SourceRoot(folder, location, "", Origin.APPLICATION);
    }

    /** A location in the resources of the application's tests. */
    public static SourceRoot test(Path folder, String location) {
        return new SourceRoot(folder, location, "", Origin.TEST);
    }

    /** A location in a dependency. */
    public static SourceRoot library(Path folder, String location, String artifact) {
        return new SourceRoot(folder, location, artifact, Origin.LIBRARY);
    }

    /** A directory of the file system. */
    public static SourceRoot directory(Path directory) {
        String path = directory.toString().replace('\\', '/');
        return new SourceRoot(directory, path, "", Origin.DIRECTORY);
    }

    /** Whose files a source root holds; decides who may override whom and who is to blame for an unrecognized file. */
    public enum Origin {
        /** Resources of the application's tests. They override the application's own by path. */
        TEST,
        /** Resources of the application itself. */
        APPLICATION,
        /** Resources of a dependency. What fits no layout there is none of the application's doing: a warning. */
        LIBRARY,
        /** A directory of the file system, read at run time. */
        DIRECTORY
    }
}
