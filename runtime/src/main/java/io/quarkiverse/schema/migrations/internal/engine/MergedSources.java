package io.quarkiverse.schema.migrations.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.source.SourceScan;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/**
 * All sources of a set as one. A lone source answers for giving every id once; of several, no two may share an id.
 *
 * @param set the name of the set
 * @param sources where its migrations come from
 */
public record MergedSources(String set, List<MigrationSource> sources) implements MigrationSource {

    public MergedSources {
        sources = List.copyOf(sources);
    }

    /**
     * Asks every source once.
     *
     * @return the migrations in their order
     * @throws InvalidSourcesException with what is wrong in all of the sources
     */
    @Override
    public List<Migration> migrations() {
        List<List<Migration>> offered = new ArrayList<>();
        List<SourceProblem> problems = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (MigrationSource source : sources) {
            try {
                offered.add(List.copyOf(source.migrations()));
            } catch (InvalidSourcesException e) {
                problems.addAll(e.problems());
            } catch (RuntimeException | Error e) {
                problems.add(new SourceProblem(source.name(), "failed with " + e + "; correct the source"));
                failures.add(e);
            }
        }
        if (problems.isEmpty() && offered.size() == 1) {
            return sorted(offered.get(0));
        }
        SourceScan merged = SourceScan.merge(set, offered);
        problems.addAll(merged.problems());
        if (problems.isEmpty()) {
            return merged.migrations();
        }
        InvalidSourcesException invalid = new InvalidSourcesException(set, problems);
        failures.forEach(failure -> invalid.addSuppressed(Secrets.removed(failure)));
        throw invalid;
    }

    @Override
    public Optional<CodeMigration> code(MigrationId id, Code code) {
        return sources.stream().map(source -> source.code(id, code)).flatMap(Optional::stream).findFirst();
    }

    /** What the build has found, which is nearly always all, is in order. */
    private static List<Migration> sorted(List<Migration> migrations) {
        for (int i = 1; i < migrations.size(); i++) {
            if (migrations.get(i - 1).compareTo(migrations.get(i)) > 0) {
                return migrations.stream().sorted().toList();
            }
        }
        return migrations;
    }
}
