package io.quarkiverse.schema.migrations.internal.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.schema.migrations.internal.source.ScriptFileReader.ReadScript;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot.Origin;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * Finds the migrations of a set, at build time and at run time alike: names, orders, checks and hashes them.
 */
public final class SourceScanner {

    private final String set;
    private final String databaseKind;

    /**
     * @param set the name of the set, for messages
     * @param databaseKind the kind of the set's datasource, as Quarkus spells it; decides about variants
     */
    public SourceScanner(String set, String databaseKind) {
        this.set = Objects.requireNonNull(set, "set");
        this.databaseKind = Objects.requireNonNull(databaseKind, "databaseKind");
    }

    /**
     * Looks through folders.
     * <p>
     * Roots of one location and artifact are one tree, in which those of {@link Origin#TEST} come first and the first of
     * two files with the same path wins, as on the class path. Everywhere else a second migration of the same id is a
     * problem. A sub-folder that is a location of its own, or leads to one, is left to that.
     *
     * @param roots the folders; a missing or unreadable one is a problem. None: nothing is found
     * @return all migrations and all problems, the same for the same files whatever their order on disk
     */
    public SourceScan scan(List<SourceRoot> roots) {
        Findings findings = new Findings();
        DuplicateIds ids = new DuplicateIds();
        ScriptFilesReader reader = new ScriptFilesReader(databaseKind, findings, ids);
        List<Migration> found = new ArrayList<>();
        for (SourceTree tree : SourceTree.of(roots, findings)) {
            for (ScriptFiles files : LayoutReader.read(tree, findings)) {
                reader.read(files).ifPresent(found::add);
            }
        }
        ids.report(findings);
        return SourceScan.of(set, found, findings);
    }

    /**
     * What a script that was checked by another release says about running it: the directives that this release understands.
     *
     * @return the defaults when the script cannot be read now
     */
    public static ScriptOptions options(String location, ScriptText text) {
        return ScriptFileReader.read(location, text, new Findings()).map(ReadScript::options).orElse(ScriptOptions.DEFAULT);
    }
}
