package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.CodeMigrationsBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem.Existence;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScan;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds, names, checks and hashes the migrations of all sets. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class ScanProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    @BuildStep
    List<ScannedSetBuildItem> scan(List<MigrationSetBuildItem> sets, ClassPathFoldersBuildItem folders,
            CodeMigrationsBuildItem code, SchemaMigrationsBuildTimeConfig config, Capabilities capabilities) {
        new UnreadScripts(sets, folders, capabilities).warnings().forEach(LOG::warn);
        refuseCodeOfUnknownSets(sets, code, config);
        List<ScannedSetBuildItem> scanned = new ArrayList<>();
        List<InvalidSourcesException> invalid = new ArrayList<>();
        for (MigrationSetBuildItem set : sets.stream().sorted(Comparator.comparing(MigrationSetBuildItem::name)).toList()) {
            SourceScan scan = scan(set, folders).with(code.of(set.name()));
            scan.warnings().forEach(LOG::warn);
            if (!scan.problems().isEmpty()) {
                invalid.add(new InvalidSourcesException(set.name(), scan.problems()));
            } else if (set.existence() == Existence.DECLARED || !scan.found().isEmpty()) {
                scanned.add(new ScannedSetBuildItem(
                        new MigrationSet(set.name(), set.dataSource().name(), set.dataSource().kind(),
                                set.locations().folders(), IndexName.of(set.name())),
                        scan));
            }
        }
        if (!invalid.isEmpty()) {
            throw InvalidSetsException.of(invalid);
        }
        return scanned;
    }

    private static void refuseCodeOfUnknownSets(List<MigrationSetBuildItem> sets, CodeMigrationsBuildItem code,
            SchemaMigrationsBuildTimeConfig config) {
        Set<String> existing = sets.stream().map(MigrationSetBuildItem::name).collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (String set : code.sets()) {
            if (!existing.contains(set) && config.sets().get(set).enabled()) {
                code.classes(set).forEach(name -> problems.add(name + " is a migration of " + (set.equals(SetKey.DEFAULT_SET)
                        ? "the default migration set, which has no datasource: set '" + new SetKey(set, "datasource")
                                + "', or name a set with @MigrationSetName"
                        : "the migration set '" + set + "', which does not exist: correct @MigrationSetName, or make the set"
                                + " exist, for example with '" + new SetKey(set, "datasource") + "'")));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems));
        }
    }

    private static SourceScan scan(MigrationSetBuildItem set, ClassPathFoldersBuildItem folders) {
        SourceScanner scanner = new SourceScanner(set.name(), set.dataSource().kind());
        List<SourceRoot> roots = new ArrayList<>();
        List<SourceProblem> empty = new ArrayList<>();
        for (String location : set.locations().folders()) {
            List<SourceRoot> found = folders.named(location);
            roots.addAll(found);
            Optional<String> namedBy = set.locations().namedBy();
            if (namedBy.isPresent() && holdsNothing(scanner.scan(found))) {
                empty.add(new SourceProblem(location, "there is no migration in this folder, in the application or in any of "
                        + "its dependencies; put one there, or take it out of " + namedBy.get()));
            }
        }
        SourceScan scan = scanner.scan(roots);
        empty.addAll(scan.problems());
        return new SourceScan(set.name(), scan.found(), empty.stream().sorted().toList(), scan.warnings());
    }

    private static boolean holdsNothing(SourceScan scan) {
        return scan.found().isEmpty() && scan.problems().isEmpty();
    }
}
