package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.Direction;
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

/** The commands of a set that has several schemas: given once, done in each. The sources are asked once a command. */
public final class ManySchemas implements SchemaMigrations {

    private final Engine engine;
    private final List<String> schemas;
    private final int parallel;

    /**
     * @param engine the set's commands, in no schema yet
     * @param schemas where they are done, in this order; not empty
     * @param parallel in how many at a time
     */
    public ManySchemas(Engine engine, List<String> schemas, int parallel) {
        this.engine = engine;
        this.schemas = List.copyOf(schemas);
        this.parallel = parallel;
    }

    @Override
    public String set() {
        return engine.set();
    }

    @Override
    public List<String> schemas() {
        return schemas;
    }

    @Override
    public SchemaMigrations inSchema(String schema) {
        return engine.inSchema(schema);
    }

    @Override
    public StatusReport status() {
        return StatusReport.of(set(), inEach(SchemaMigrations::status));
    }

    @Override
    public PlanReport plan(Target target) {
        return PlanReport.of(set(), inEach(schema -> schema.plan(target)));
    }

    @Override
    public PlanReport planRollback(Target target) {
        return PlanReport.of(set(), inEach(schema -> schema.planRollback(target)));
    }

    @Override
    public RunReport migrate(Target target) {
        return runInEach(Direction.UP, schema -> schema.migrate(target));
    }

    @Override
    public RunReport rollback(Target target) {
        return runInEach(Direction.DOWN, schema -> schema.rollback(target));
    }

    @Override
    public RunReport redo() {
        return runInEach(Direction.UP, SchemaMigrations::redo);
    }

    @Override
    public ChangeReport repair(Set<Repair> what) {
        return ChangeReport.of(set(), inEach(schema -> schema.repair(what)));
    }

    /** It is for the schemas in which there is something to resolve, be it one of many. */
    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        InEachSchema<ChangeReport> work = work(schema -> schema.resolve(id, as));
        Map<String, SchemaMigrationsException> failures = work.failures();
        if (!work.reports().isEmpty()) {
            failures.values().removeIf(UnknownTargetException.class::isInstance);
        }
        refuseFailures(failures, work.notBegun());
        return ChangeReport.of(set(), work.reports());
    }

    @Override
    public ChangeReport baseline(MigrationId id) {
        return ChangeReport.of(set(), inEach(schema -> schema.baseline(id)));
    }

    @Override
    public ChangeReport markApplied(MigrationId id) {
        return ChangeReport.of(set(), inEach(schema -> schema.markApplied(id)));
    }

    @Override
    public ChangeReport markAllApplied() {
        return ChangeReport.of(set(), inEach(SchemaMigrations::markAllApplied));
    }

    @Override
    public AdoptionReport adopt(Adoption adoption) {
        return AdoptionReport.of(set(), adoption.tool().title(), inEach(schema -> schema.adopt(adoption)));
    }

    @Override
    public CleanReport clean() {
        return CleanReport.of(set(), inEach(SchemaMigrations::clean));
    }

    @Override
    public ValidationReport validate() {
        return ValidationReport.of(set(), inEach(SchemaMigrations::validate));
    }

    private RunReport runInEach(Direction direction, Function<SchemaMigrations, RunReport> command) {
        long began = System.nanoTime();
        InEachSchema<RunReport> work = work(command);
        Map<String, RunReport> reports = new LinkedHashMap<>();
        Map<String, SchemaMigrationsException> failures = work.failures();
        for (String schema : schemas) {
            if (work.reports().containsKey(schema)) {
                reports.put(schema, work.reports().get(schema));
            } else if (failures.containsKey(schema)) {
                failures.get(schema).report().ifPresent(report -> reports.put(schema, report));
            }
        }
        RunReport report = RunReport.of(set(), direction, reports, Duration.ofNanos(System.nanoTime() - began));
        LoggingListener.ended(report, schemas.size(), failures.size());
        try {
            refuseFailures(failures, work.notBegun());
        } catch (SchemasFailedException e) {
            throw e.with(report);
        }
        return report;
    }

    private <T> Map<String, T> inEach(Function<SchemaMigrations, T> command) {
        InEachSchema<T> work = work(command);
        refuseFailures(work.failures(), work.notBegun());
        return work.reports();
    }

    private <T> InEachSchema<T> work(Function<SchemaMigrations, T> command) {
        Engine once = engine.withSourcesOfNow();
        once.refuseImpossible(schemas);
        InEachSchema<T> work = new InEachSchema<>(schemas, schema -> command.apply(once.inSchema(schema)));
        work.run(set(), parallel);
        return work;
    }

    private void refuseFailures(Map<String, SchemaMigrationsException> failures, List<String> notBegun) {
        if (!failures.isEmpty() || !notBegun.isEmpty()) {
            throw new SchemasFailedException(set(), schemas.size(), failures, notBegun);
        }
    }
}
