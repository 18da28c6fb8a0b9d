package io.quarkiverse.schema.migrations.deployment.items;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.internal.source.DeclaredCode;
import io.quarkiverse.schema.migrations.internal.source.SourceScan;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkus.builder.item.SimpleBuildItem;

/** The migrations in Java, by the names of their sets, which need not exist. */
public final class CodeMigrationsBuildItem extends SimpleBuildItem {

    private final SortedMap<String, List<DeclaredCode>> declared;
    private final SortedMap<String, List<SourceProblem>> problems;

    /**
     * @param declared what was found, by set
     * @param problems what is wrong with others, by set
     */
    public CodeMigrationsBuildItem(SortedMap<String, List<DeclaredCode>> declared,
            SortedMap<String, List<SourceProblem>> problems) {
        this.declared = new TreeMap<>(declared);
        this.problems = new TreeMap<>(problems);
    }

    /** The sets that are spoken of. */
    public SortedSet<String> sets() {
        SortedSet<String> sets = new TreeSet<>(declared.keySet());
        sets.addAll(problems.keySet());
        return sets;
    }

    /** The names of the classes of a set, for messages. */
    public List<String> classes(String set) {
        return declared.getOrDefault(set, List.of()).stream().map(DeclaredCode::className).sorted().toList();
    }

    /** What there is for a set. */
    public SourceScan of(String set) {
        SourceScan scan = DeclaredCode.scan(set, declared.getOrDefault(set, List.of()));
        List<SourceProblem> all = new ArrayList<>(scan.problems());
        all.addAll(problems.getOrDefault(set, List.of()));
        return new SourceScan(set, scan.found(), all.stream().sorted().toList(), scan.warnings());
    }
}
