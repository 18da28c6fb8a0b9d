package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.ActiveTransactionException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.plan.Adoption;
import io.quarkiverse.schema.migrations.plan.Repair;
import io.quarkiverse.schema.migrations.plan.Resolution;
import io.quarkiverse.schema.migrations.plan.Target;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;

/**
 * The commands of a set in an application. The engine is made when it is needed for the first time; a start that finds the
 * schema current does without.
 * <p>
 * Commands are refused inside a JTA transaction: the pool would hand out the transaction's own connection, and what the
 * migrations commit would be the caller's to roll back.
 */
public final class SetCommands implements SchemaMigrations {

    private final String set;
    private final SetEngine maker;
    private SchemaMigrations engine;

    /**
     * @param maker makes the engine; now, where something can be wrong with it, so that this stops the start
     */
    SetCommands(String set, SetEngine maker) {
        this.set = set;
        this.maker = maker;
        if (!maker.isPlain()) {
            engine();
        }
    }

    /** Of one of its schemas. */
    private SetCommands(SetCommands all, SchemaMigrations ofSchema) {
        this.set = all.set;
        this.maker = all.maker;
        this.engine = ofSchema;
    }

    /** Made when it is asked for the first time. */
    synchronized SchemaMigrations engine() {
        if (engine == null) {
            engine = maker.create();
        }
        return engine;
    }

    /**
     * The same as {@link #migrate}, for a start: no transaction can be active yet.
     *
     * @param expected the hash of the history when the schema is current; empty when the build could not know
     */
    RunReport migrateAtStart(Target target, String expected) {
        return maker.isPlain() && target instanceof Target.Latest && !expected.isEmpty()
                ? new PlainStart(this, maker).migrate(expected)
                : engine().migrate(target);
    }

    @Override
    public String set() {
        return set;
    }

    @Override
    public List<String> schemas() {
        return engine().schemas();
    }

    @Override
    public SchemaMigrations inSchema(String schema) {
        return new SetCommands(this, engine().inSchema(schema));
    }

    @Override
    public StatusReport status() {
        return command("status", () -> engine().status());
    }

    @Override
    public PlanReport plan(Target target) {
        return command("plan", () -> engine().plan(target));
    }

    @Override
    public PlanReport planRollback(Target target) {
        return command("planRollback", () -> engine().planRollback(target));
    }

    @Override
    public CleanReport clean() {
        return command("clean", () -> engine().clean());
    }

    @Override
    public RunReport migrate(Target target) {
        return command("migrate", () -> engine().migrate(target));
    }

    @Override
    public ValidationReport validate() {
        return command("validate", () -> engine().validate());
    }

    @Override
    public RunReport rollback(Target target) {
        return command("rollback", () -> engine().rollback(target));
    }

    @Override
    public RunReport redo() {
        return command("redo", () -> engine().redo());
    }

    @Override
    public ChangeReport repair(Set<Repair> what) {
        return command("repair", () -> engine().repair(what));
    }

    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        return command("resolve", () -> engine().resolve(id, as));
    }

    @Override
    public ChangeReport baseline(MigrationId id) {
        return command("baseline", () -> engine().baseline(id));
    }

    @Override
    public ChangeReport markApplied(MigrationId id) {
        return command("markApplied", () -> engine().markApplied(id));
    }

    @Override
    public AdoptionReport adopt(Adoption adoption) {
        return command("adopt", () -> engine().adopt(adoption));
    }

    @Override
    public ChangeReport markAllApplied() {
        return command("markAllApplied", () -> engine().markAllApplied());
    }

    private <T> T command(String name, Supplier<T> command) {
        if (isActive()) {
            throw new ActiveTransactionException("Nothing of set '" + set + "' was run: '" + name
                    + "' was called inside an active transaction; call it outside of one, for example from a method with"
                    + " @Transactional(NOT_SUPPORTED)");
        }
        return command.get();
    }

    private boolean isActive() {
        try {
            return maker.transactions().getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction manager cannot tell whether a transaction is active", e);
        }
    }
}
