package io.quarkiverse.schema.migrations.dev;

import java.util.List;

/**
 * A migration set, as a page shows it.
 *
 * @param name its name
 * @param dataSource the datasource that it migrates
 * @param databaseKind the kind of that datasource
 * @param problem why its state is unknown: it is inactive, its database cannot be reached, …; null when it is known
 * @param startFailure why the application could not migrate it when it started; null when it could
 * @param excerpt the lines of the script around that failure; null where there is none
 * @param schemas one for each of its schemas; one without a name for a set that has no list of schemas
 */
public record SetView(String name, String dataSource, String databaseKind, String problem, String startFailure,
        Excerpt excerpt, List<SchemaView> schemas) {

    /**
     * The migrations in one schema.
     *
     * @param name the schema; empty for that of the connection
     * @param migrations all that sources or history know, in the order of the set
     */
    public record SchemaView(String name, List<MigrationView> migrations) {
    }
}
