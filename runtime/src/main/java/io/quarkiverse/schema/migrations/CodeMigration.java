package io.quarkiverse.schema.migrations;

/**
 * A migration in Java, for what SQL says badly or not at all.
 * <p>
 * In an application it is a bean, with {@link CodeMigrationId} on its class; beans can be injected into it, but nothing that
 * needs the schema already, such as an entity manager. It is made when it is about to run, and not before. Without CDI it is
 * given to {@code SchemaMigrationsBuilder.migration(String, CodeMigration)}.
 * <p>
 * It works on the connection that it is given, and on no other: another one does not see what this transaction has done, and
 * may wait for it for ever.
 */
@FunctionalInterface
public interface CodeMigration {

    /**
     * Applies the migration. When it returns, the migration is applied.
     *
     * @param context the connection to work on, and what is known of the step; never null
     * @throws Exception when it fails; in a transaction nothing of it is kept then
     */
    void up(MigrationContext context) throws Exception;

    /**
     * Reverts the migration. A class that does not override this cannot be rolled back.
     *
     * @param context the connection to work on, and what is known of the step; never null
     * @throws Exception when it fails; in a transaction nothing of it is kept then
     */
    default void down(MigrationContext context) throws Exception {
        throw new UnsupportedOperationException(getClass().getName() + " does not override down()");
    }
}
