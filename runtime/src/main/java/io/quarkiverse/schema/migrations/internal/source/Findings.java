package io.quarkiverse.schema.migrations.internal.source;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.internal.source.SourceRoot.Origin;
import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
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
            warnings.add(new SourceProblem(file.shown(), unrecognized.what() + "; it is ignored"));
        } else {
            problem(file.shown(), unrecognized.what() + "; " + unrecognized.remedy());
        }
    }

    /** Returns the migration, and lists a directive {@code deploy=post} of it that has no meaning. */
    Migration withPhase(Migration migration) {
        if (migration.kind() == MigrationKind.REPEATABLE && migration.isPostDeploy()) {
            problem(migration.up().shown(), "a repeatable migration cannot be a post-deploy migration; remove 'deploy=post', or"
                    + " make it a versioned migration");
        }
        migration.down().filter(Script.class::isInstance).filter(down -> down.options().deploy() == DeployPhase.POST)
                .ifPresent(down -> problem(down.shown(),
                        "a down script has no phase of the deployment; move 'deploy=post' to the up script"));
        return migration;
    }

    List<SourceProblem> problems() {
        return problems.stream().sorted().distinct().toList();
    }

    List<SourceProblem> warnings() {
        return warnings.stream().sorted().distinct().toList();
    }
}
