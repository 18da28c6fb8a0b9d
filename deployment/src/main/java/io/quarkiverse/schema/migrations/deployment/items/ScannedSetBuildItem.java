package io.quarkiverse.schema.migrations.deployment.items;

import java.util.List;
import java.util.Objects;

import io.quarkiverse.schema.migrations.internal.source.SourceScan;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;
import io.quarkus.builder.item.MultiBuildItem;

/** A migration set of the application with all that the build found for it, which is sound. */
public final class ScannedSetBuildItem extends MultiBuildItem {

    private final MigrationSet set;
    private final SourceScan scan;

    public ScannedSetBuildItem(MigrationSet set, SourceScan scan) {
        this.set = Objects.requireNonNull(set, "set");
        this.scan = Objects.requireNonNull(scan, "scan");
    }

    /** What the application has to know of the set. */
    public MigrationSet set() {
        return set;
    }

    /** The migrations in their order; none for a set without scripts. */
    public List<Migration> migrations() {
        return scan.migrations();
    }

    /** The class path locations of the scripts that the datasource needs, sorted. */
    public List<String> scripts() {
        return scan.scriptLocations();
    }
}
