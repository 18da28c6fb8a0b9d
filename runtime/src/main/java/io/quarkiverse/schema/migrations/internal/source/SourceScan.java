package io.quarkiverse.schema.migrations.internal.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.model.Work;

/**
 * What a look at the sources of a set found.
 *
 * @param set the name of the set
 * @param found the migrations in their order; of use only when there are no problems
 * @param problems all that is wrong, sorted
 * @param warnings what is not for the application to mend, sorted
 */
public record SourceScan(String set, List<Migration> found, List<SourceProblem> problems, List<SourceProblem> warnings) {

    public SourceScan {
        found = List.copyOf(found);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    static SourceScan of(String set, List<Migration> found, Findings findings) {
        return new SourceScan(set, found.stream().sorted().toList(), findings.problems(), findings.warnings());
    }

    /**
     * Merges what several sources of one set offer into one order.
     *
     * @param set the name of the set, for messages
     * @param sources the migrations of each source; ids that two of them share are problems
     */
    public static SourceScan merge(String set, List<List<Migration>> sources) {
        Findings findings = new Findings();
        DuplicateIds ids = new DuplicateIds();
        List<Migration> all = sources.stream().flatMap(List::stream).toList();
        all.forEach(migration -> ids.add(migration.id(), migration.up().location()));
        ids.report(findings);
        return of(set, all, findings);
    }

    /** This scan and another of the same set as one; ids that they share are problems. */
    public SourceScan with(SourceScan other) {
        SourceScan merged = merge(set, List.of(firstOfEachId(), other.firstOfEachId()));
        return new SourceScan(set, merged.found,
                Stream.of(this, other, merged).flatMap(scan -> scan.problems.stream()).sorted().distinct().toList(),
                Stream.of(this, other).flatMap(scan -> scan.warnings.stream()).sorted().distinct().toList());
    }

    /** The others of an id are problems of this scan already, told with the jars that they are in. */
    private List<Migration> firstOfEachId() {
        Set<String> ids = new HashSet<>();
        return found.stream().filter(migration -> ids.add(migration.id().likeness())).toList();
    }

    /**
     * The migrations in their order.
     *
     * @throws InvalidSourcesException with all problems, when there are any
     */
    public List<Migration> migrations() {
        if (!problems.isEmpty()) {
            throw new InvalidSourcesException(set, problems);
        }
        return found;
    }

    /** The locations of the scripts that the datasource needs, and of no others, sorted. */
    public List<String> scriptLocations() {
        return found.stream().flatMap(migration -> migration.work().stream())
                .filter(Script.class::isInstance).map(Work::location).sorted().toList();
    }
}
