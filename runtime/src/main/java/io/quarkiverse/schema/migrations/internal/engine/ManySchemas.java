package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.RunReport;

/** The commands of a set that has several schemas: given once, done in each. The sources are asked once a command. */
public final class ManySchemas extends Commands {

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

    /** The same, done by another engine. */
    public ManySchemas by(UnaryOperator<Engine> other) {
        return new ManySchemas(other.apply(engine), schemas, parallel);
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

    /** It is for the schemas in which there is something to resolve, even if that is one of many. */
    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        InEachSchema<ChangeReport> work = work(Command.resolve(id, as));
        Map<String, SchemaMigrationsException> failures = work.failures();
        if (!work.reports().isEmpty()) {
            failures.values().removeIf(UnknownTargetException.class::isInstance);
        }
        refuseFailures(failures, work.notBegun());
        return ChangeReport.of(set(), work.reports());
    }

    @Override
    protected <R> R execute(Command<R> command) {
        long began = System.nanoTime();
        InEachSchema<R> work = work(command);
        R report = command.joined().of(set(), work.reports(), Duration.ofNanos(System.nanoTime() - began));
        if (!(report instanceof RunReport run)) {
            refuseFailures(work.failures(), work.notBegun());
            return report;
        }
        LoggingListener.ended(run, schemas.size(), work.failures().size());
        try {
            refuseFailures(work.failures(), work.notBegun());
        } catch (SchemasFailedException e) {
            throw e.with(run);
        }
        return report;
    }

    private <R> InEachSchema<R> work(Command<R> command) {
        Engine once = engine.withSourcesOfNow();
        once.refuseImpossible(schemas);
        InEachSchema<R> work = new InEachSchema<>(schemas,
                schema -> command.work().apply(once.inSchema(schema)), command.partial());
        work.run(set(), parallel);
        return work;
    }

    private void refuseFailures(Map<String, SchemaMigrationsException> failures, List<String> notBegun) {
        if (!failures.isEmpty() || !notBegun.isEmpty()) {
            throw new SchemasFailedException(set(), schemas.size(), failures, notBegun);
        }
    }
}
