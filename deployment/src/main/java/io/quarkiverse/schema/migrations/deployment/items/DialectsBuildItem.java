package io.quarkiverse.schema.migrations.deployment.items;

import java.util.List;

import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkus.builder.item.SimpleBuildItem;

/** The dialects that the application needs, by the JDBC drivers that it has. */
public final class DialectsBuildItem extends SimpleBuildItem {

    private final List<DialectProvider> providers;

    public DialectsBuildItem(List<DialectProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** Those that a datasource of this kind can lead to; one where the kind settles it. */
    public List<DialectProvider> of(String databaseKind) {
        return providers.stream().filter(provider -> provider.dialectOfKind(databaseKind).isPresent()).findFirst()
                .map(List::of).orElse(providers);
    }

    /** Each names its driver's classes, and nothing else names them. */
    public List<DialectProvider> providers() {
        return providers;
    }
}
