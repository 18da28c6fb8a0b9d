package io.quarkiverse.schema.migrations.model;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong in the sources of a set.
 *
 * @param path the file or folder it is about, as people know it
 * @param line the line of the file it is about, counted from 1; 0 when it is about the whole
 * @param message what is wrong with it and what to do; does not repeat the path
 */
public record SourceProblem(String path, int line, String message) implements Comparable<SourceProblem> {

    private static final Comparator<SourceProblem> ORDER = Comparator.comparing(SourceProblem::path)
            .thenComparingInt(SourceProblem::line).thenComparing(SourceProblem::message);

    public SourceProblem {
        Objects.requireNonNull(path, "path");
        message = VisibleText.ofLines(Objects.requireNonNull(message, "message"));
        if (line < 0) {
            throw new IllegalArgumentException("lines are counted from 1, " + line + " is none");
        }
    }

    /** A problem of a whole file or folder. */
    public SourceProblem(String path, String message) {
        this(path, 0, message);
    }

    @Override
    public int compareTo(SourceProblem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return VisibleText.of(path) + (line == 0 ? "" : ":" + line) + ": " + message;
    }
}
