package io.quarkiverse.schema.migrations.dev;

import java.util.List;

/**
 * What the build knows of a set.
 *
 * @param name its name
 * @param dataSource the datasource that it migrates
 * @param databaseKind the kind of that datasource, as Quarkus spells it
 * @param folders where its scripts lie on the class path, without a slash at the end
 */
public record SetFacts(String name, String dataSource, String databaseKind, List<String> folders) {
}
