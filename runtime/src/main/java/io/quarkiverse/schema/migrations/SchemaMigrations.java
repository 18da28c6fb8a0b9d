package io.quarkiverse.schema.migrations;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;

/**
 * The commands of one migration set on its database.
 * <p>
 * In an application, inject the bean: the default one for the default set, with {@link MigrationSetName} for another.
 * Without CDI, make one with {@code SchemaMigrationsBuilder}. It may be used by any number of
 * threads; runners of one set wait for each other, in this process and elsewhere. Every command takes one connection,
 * one for each of several schemas, and gives it back. Errors are {@link SchemaMigrationsException}s; calls inside an active
 * JTA transaction are refused.
 */
public interface SchemaMigrations {

    /** The name of the set. */
    String set();

    /**
     * The schemas in which the commands do their work, each with a history of its own; empty when they do it in the schema of
     * the connection.
     * <p>
     * Where there are several, a command is given to each of them. One that fails does not stop the others: a
     * {@link io.quarkiverse.schema.migrations.error.SchemasFailedException} tells which, when all are done.
     */
    List<String> schemas();

    /**
     * The same commands in one schema, configured or not: for a tenant that comes while the application runs. A schema that is
     * absent is made when there is something to migrate, and by no other command.
     *
     * @param schema the name of the schema, as the database has it; on MySQL and MariaDB that of a database
     * @throws SchemaMigrationsException when the history table has a schema of its own; the commands, when the database cannot
     *         have a schema of that name
     */
    SchemaMigrations inSchema(String schema);

    /** Every migration of the sources and of the history, with its state. Changes nothing. */
    StatusReport status();

    /**
     * What {@link #migrate(Target)} would do. Changes nothing and waits for no lock.
     *
     * @throws SchemaMigrationsException where {@code migrate} would refuse as well, or when a script cannot be read
     */
    PlanReport plan(Target target);

    /** What {@link #migrate()} would do. Changes nothing and waits for no lock. */
    default PlanReport plan() {
        return plan(Target.latest());
    }

    /**
     * What {@link #rollback(Target)} would do. Changes nothing and waits for no lock.
     *
     * @throws SchemaMigrationsException where {@code rollback} would refuse as well, or when a script cannot be read
     */
    PlanReport planRollback(Target target);

    /** What {@link #rollback()} would do. Changes nothing and waits for no lock. */
    default PlanReport planRollback() {
        return planRollback(Target.last());
    }

    /**
     * Applies pending migrations in order, up to the target. With nothing to do, one query on one connection is all
     * that happens.
     *
     * @return what was done
     * @throws SchemaMigrationsException when it refuses, or fails; what was done until then is in its report
     */
    RunReport migrate(Target target);

    /** Applies all pending migrations. */
    default RunReport migrate() {
        return migrate(Target.latest());
    }

    /**
     * Reverts applied migrations in reverse order of application, with the down scripts of the sources, or with those
     * that the history keeps of migrations that the sources do not know. Repeatable migrations stay as they are.
     *
     * @return what was done; nothing when nothing is applied
     * @throws SchemaMigrationsException when one of them has no down script, before anything is run; or when it fails,
     *         with what was done until then in its report
     */
    RunReport rollback(Target target);

    /** Reverts the migration that was applied last. */
    default RunReport rollback() {
        return rollback(Target.last());
    }

    /**
     * Reverts the migration that was applied last, and applies it again as the sources have it now.
     *
     * @return both steps; nothing when nothing is applied
     * @throws SchemaMigrationsException when it has no down script or the sources do not know it; or when it fails
     */
    RunReport redo();

    /**
     * Sets right in the history what can be: accepts the scripts of the sources in place of those that were applied,
     * forgets migrations that failed, and repeatable ones that the sources have no more. Runs no script.
     *
     * @param what which of these
     * @return what was changed; nothing when all was well
     */
    ChangeReport repair(Set<Repair> what);

    /** Sets right all that can be. */
    default ChangeReport repair() {
        return repair(EnumSet.allOf(Repair.class));
    }

    /**
     * Says what became of a migration that was interrupted or failed, in either direction. Look at the schema first:
     * what is said is believed.
     *
     * @throws SchemaMigrationsException when it is neither interrupted nor failed; nothing is changed
     */
    ChangeReport resolve(MigrationId id, Resolution as);

    /** The same by the id's text. */
    default ChangeReport resolve(String id, Resolution as) {
        return resolve(MigrationId.of(id), as);
    }

    /**
     * Takes all versioned migrations up to and including one as applied, without running them: for a schema that was
     * there before its migrations.
     *
     * @param id a migration of the sources
     * @return which were taken; those that are applied already are left as they are
     * @throws SchemaMigrationsException when the sources do not know it; nothing is changed
     */
    ChangeReport baseline(MigrationId id);

    /** The same by the id's text. */
    default ChangeReport baseline(String id) {
        return baseline(MigrationId.of(id));
    }

    /**
     * Takes one migration as applied, without running it.
     *
     * @return nothing changed when it is applied already
     * @throws SchemaMigrationsException when the sources do not know it; nothing is changed
     */
    ChangeReport markApplied(MigrationId id);

    /** The same by the id's text. */
    default ChangeReport markApplied(String id) {
        return markApplied(MigrationId.of(id));
    }

    /** Takes all pending migrations as applied, repeatable ones too, without running them. */
    ChangeReport markAllApplied();

    /**
     * Takes over the history of another tool that has migrated the schema until now: what it has applied counts as applied,
     * and nothing is run. Scripts are compared with the checksums that it has kept. Its table is read and left as it is.
     *
     * @param adoption which tool's, and from which table
     * @return what was adopted, verified or not, and what was skipped; nothing when the set has a history already
     * @throws SchemaMigrationsException when there is no such table, or it says of a migration that it is unfinished, or
     *         disagrees with the sources in a way that the policies do not allow; nothing is changed
     */
    AdoptionReport adopt(Adoption adoption);

    /**
     * Drops everything in the schema of the history table, no matter who created it, the history itself included. Every other
     * set that shares the schema loses its history as well. For development and tests.
     *
     * @return what was dropped; nothing when there was nothing
     * @throws SchemaMigrationsException when it is not allowed, which it is by {@code clean-allowed} and never in a packaged
     *         application; nothing is dropped
     */
    CleanReport clean();

    /** All the ways in which sources and history disagree, whatever the policies allow. Changes nothing. */
    ValidationReport validate();
}
