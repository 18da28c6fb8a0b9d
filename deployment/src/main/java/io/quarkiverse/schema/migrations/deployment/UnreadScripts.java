package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.deployment.items.ClassPathFoldersBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;

/** Warns of scripts of the application that no set reads, and of those that two tools read. */
final class UnreadScripts {

    private static final String OURS = "db/migrations";
    private static final String FLYWAYS = "db/migration";

    private final Set<String> read;
    private final ClassPathFoldersBuildItem folders;
    private final boolean flyway;

    UnreadScripts(List<MigrationSetBuildItem> sets, ClassPathFoldersBuildItem folders, Capabilities capabilities) {
        this.read = sets.stream().flatMap(set -> set.locations().folders().stream()).collect(Collectors.toSet());
        this.folders = folders;
        this.flyway = capabilities.isPresent(Capability.FLYWAY);
    }

    /** Returns what is to be said; empty when all is well. */
    List<String> warnings() {
        return Stream.of(OURS, FLYWAYS).filter(this::hasScripts).flatMap(this::warning).toList();
    }

    private Stream<String> warning(String folder) {
        boolean readHere = read.stream().anyMatch(location -> (location + '/').startsWith(folder + '/'));
        boolean readByFlyway = flyway && folder.equals(FLYWAYS);
        if (readHere) {
            return readByFlyway ? Stream.of("'" + folder + "' is read by quarkus-flyway and by quarkus-schema-migrations;"
                    + " remove the extension quarkus-flyway, or tell one of the two to read other folders") : Stream.empty();
        }
        return readByFlyway ? Stream.empty()
                : Stream.of("The scripts in '" + folder + "' are not read by any migration set; "
                        + (folder.equals(FLYWAYS) ? "move them to '" + OURS + "', or add the folder to '"
                                + new SetKey(SetKey.DEFAULT_SET, "locations") + "'"
                                : "add the folder to the locations of a set, or configure a datasource for the default set"));
    }

    private boolean hasScripts(String folder) {
        return folders.inApplication(folder).stream().map(SourceRoot::folder).anyMatch(UnreadScripts::hasScripts);
    }

    private static boolean hasScripts(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
