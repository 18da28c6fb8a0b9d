package io.quarkiverse.schema.migrations.internal.source;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.model.SourceProblem;

/** Everything that is wrong, collected while the sources are read, so that all of it can be told at once. */
final class Findings {

    private final List<SourceProblem> problems = new ArrayList<>();
    private final List<SourceProblem> warnings = new ArrayList<>();

    void problem(String path, String message) {
        problems.add(new SourceProblem(path, message));
    }

    void problem(String path, int line, String message) {
        problems.add(new SourceProblem(path, line, message));
    }

    /** A file or folder that is no migration: a problem of its owner, and only a warning to whoever uses a library. */
    void unrecognized(SourceFile file, UnrecognizedFile unrecognized) {
        if (file.root().origin() == Origin.LIBRARY) {
            warnings.add(new SourceProblem(file.shown(), unrecognized.what() + "; it is passed over"));
        } else {
            problem(file.shown(), unrecognized.what() + "; " + unrecognized.remedy());
        }
    }

    List<SourceProblem> problems() {
        return problems.stream().sorted().distinct().toList();
    }

    List<SourceProblem> warnings() {
        return warnings.stream().sorted().distinct().toList();
    }
}
