package io.quarkiverse.schema.migrations.deployment.items;

import java.util.Objects;

import io.quarkiverse.schema.migrations.runtime.DevelopmentSets;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** What makes the databases follow the sources; produced in development mode alone. */
public final class DevelopmentSetsBuildItem extends SimpleBuildItem {

    private final RuntimeValue<DevelopmentSets> sets;

    public DevelopmentSetsBuildItem(RuntimeValue<DevelopmentSets> sets) {
        this.sets = Objects.requireNonNull(sets, "sets");
    }

    /** Migrates the sets at the start. */
    public RuntimeValue<DevelopmentSets> sets() {
        return sets;
    }
}
