package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

/** Finds the sets that jars ship by having a folder for each. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class LibrarySetsProcessor {

    /** Each folder in this one is a set of its name. */
    static final String FOLDER = "META-INF/schema-migrations";

    @BuildStep
    List<ContributedSetBuildItem> findLibrarySets(ClassPathFoldersBuildItem folders) {
        // by set and owner: the application and its tests may both have a folder for one set, and are one owner
        SortedMap<String, ContributedSetBuildItem> sets = new TreeMap<>();
        for (SourceRoot root : folders.named(FOLDER)) {
            String owner = root.artifact().isEmpty() ? "the application" : "'" + root.artifact() + "'";
            for (String set : subFolders(root.folder())) {
                sets.putIfAbsent(set + "/" + owner, ContributedSetBuildItem.ofFolder(set, owner, FOLDER + "/" + set));
            }
        }
        return List.copyOf(sets.values());
    }

    private static List<String> subFolders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    // zip file systems may end the names of folders with a slash
                    .map(entry -> entry.getFileName().toString().replaceFirst("/$", ""))
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }
}
