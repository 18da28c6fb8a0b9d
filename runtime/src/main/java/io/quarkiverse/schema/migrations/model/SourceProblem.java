package io.quarkiverse.schema.migrations.model;

import java.util.Objects;

/**
 * Something wrong in the sources of a set.
 *
 * @param path the file or folder it is about, as people know it
 * @param message what is wrong with it and what to do; does not repeat the path
 */
public record SourceProblem(String path, String message) implements Comparable<SourceProblem> {

    public SourceProblem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public int compareTo(SourceProblem other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : message.compareTo(other.message);
    }

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
