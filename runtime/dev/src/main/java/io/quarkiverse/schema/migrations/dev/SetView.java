package io.quarkiverse.schema.migrations.dev;

import java.util.List;

/**
 * A migration set, as a page shows it.
 *
 * @param name its name
 * @param problem why nothing can be said of it: it is inactive, its database cannot be reached, …; null when all is well
 * @param schemas one for each of its schemas; one without a name for a set that has no list of schemas
 */
public record SetView(String name, String problem, List<SchemaView> schemas) {

    /**
     * The migrations in one schema.
     *
     * @param name the schema; empty for that of the connection
     * @param migrations all that sources or history know, in the order of the set
     */
    public record SchemaView(String name, List<MigrationView> migrations) {
    }
}
