package io.quarkiverse.schema.migrations.runtime;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

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
 * Refuses commands inside a JTA transaction: the pool would hand out the transaction's own connection, and what the
 * migrations commit would be the caller's to roll back.
 */
final class OutsideTransactions implements SchemaMigrations {

    private final SchemaMigrations engine;
    private final TransactionManager transactions;

    OutsideTransactions(SchemaMigrations engine, TransactionManager transactions) {
        this.engine = engine;
        this.transactions = transactions;
    }

    @Override
    public String set() {
        return engine.set();
    }

    @Override
    public List<String> schemas() {
        return engine.schemas();
    }

    @Override
    public SchemaMigrations inSchema(String schema) {
        return new OutsideTransactions(engine.inSchema(schema), transactions);
    }

    @Override
    public StatusReport status() {
        return command("status", engine::status);
    }

    @Override
    public PlanReport plan(Target target) {
        return command("plan", () -> engine.plan(target));
    }

    @Override
    public PlanReport planRollback(Target target) {
        return command("planRollback", () -> engine.planRollback(target));
    }

    @Override
    public CleanReport clean() {
        return command("clean", engine::clean);
    }

    @Override
    public RunReport migrate(Target target) {
        return command("migrate", () -> engine.migrate(target));
    }

    @Override
    public ValidationReport validate() {
        return command("validate", engine::validate);
    }

    @Override
    public RunReport rollback(Target target) {
        return command("rollback", () -> engine.rollback(target));
    }

    @Override
    public RunReport redo() {
        return command("redo", engine::redo);
    }

    @Override
    public ChangeReport repair(Set<Repair> what) {
        return command("repair", () -> engine.repair(what));
    }

    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        return command("resolve", () -> engine.resolve(id, as));
    }

    @Override
    public ChangeReport baseline(MigrationId id) {
        return command("baseline", () -> engine.baseline(id));
    }

    @Override
    public ChangeReport markApplied(MigrationId id) {
        return command("markApplied", () -> engine.markApplied(id));
    }

    @Override
    public AdoptionReport adopt(Adoption adoption) {
        return command("adopt", () -> engine.adopt(adoption));
    }

    @Override
    public ChangeReport markAllApplied() {
        return command("markAllApplied", engine::markAllApplied);
    }

    private <T> T command(String name, Supplier<T> command) {
        if (isActive()) {
            throw new ActiveTransactionException("Nothing of set '" + engine.set() + "' was run: '" + name
                    + "' was called inside an active transaction; call it outside of one, for example from a method with"
                    + " @Transactional(NOT_SUPPORTED)");
        }
        return command.get();
    }

    private boolean isActive() {
        try {
            return transactions.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException("the transaction manager cannot tell whether a transaction is active", e);
        }
    }
}
