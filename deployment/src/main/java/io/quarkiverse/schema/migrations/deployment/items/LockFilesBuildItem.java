package io.quarkiverse.schema.migrations.deployment.items;

import java.nio.file.Path;
import java.util.Set;

import io.quarkus.builder.item.SimpleBuildItem;

/** The lock files of the sets, after this build has written or checked them. */
public final class LockFilesBuildItem extends SimpleBuildItem {

    private final Set<Path> files;

    public LockFilesBuildItem(Set<Path> files) {
        this.files = Set.copyOf(files);
    }

    /** Absolute paths; a file need not be there. */
    public Set<Path> files() {
        return files;
    }
}
