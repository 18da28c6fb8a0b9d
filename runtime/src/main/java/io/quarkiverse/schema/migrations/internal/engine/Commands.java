package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.Repair;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;

/** All commands of a set as one: a subclass that guards, delays or repeats them overrides {@link #execute}. */
public abstract class Commands implements SchemaMigrations {

    /**
     * One command.
     *
     * @param name the name of its method
     * @param work does it in one schema
     * @param partial what was done before it failed, where there is a report of that
     * @param joined makes one report of those of several schemas
     */
    public record Command<R>(String name, Function<SchemaMigrations, R> work,
            Function<SchemaMigrationsException, Optional<R>> partial, Joined<R> joined) {

        private static <R> Command<R> of(String name, Function<SchemaMigrations, R> work,
                BiFunction<String, Map<String, R>, R> joined) {
            return new Command<>(name, work, failure -> Optional.empty(),
                    (set, reports, duration) -> joined.apply(set, reports));
        }

        static Command<ChangeReport> resolve(MigrationId id, Resolution as) {
            return of("resolve", set -> set.resolve(id, as), ChangeReport::of);
        }

        private static Command<RunReport> run(String name, Direction direction, Function<SchemaMigrations, RunReport> work) {
            return new Command<>(name, work, SchemaMigrationsException::report,
                    (set, reports, duration) -> RunReport.of(set, direction, reports, duration));
        }
    }

    /** Makes one report of those of several schemas. */
    @FunctionalInterface
    public interface Joined<R> {

        /**
         * @param reports by the name of the schema, in order
         * @param duration how long all of it took
         */
        R of(String set, Map<String, R> reports, Duration duration);
    }

    /** Does a command. */
    protected abstract <R> R execute(Command<R> command);

    @Override
    public StatusReport status() {
        return execute(Command.of("status", SchemaMigrations::status, StatusReport::of));
    }

    @Override
    public PlanReport plan(Target target) {
        return execute(Command.of("plan", set -> set.plan(target), PlanReport::of));
    }

    @Override
    public PlanReport planRollback(Target target) {
        return execute(Command.of("planRollback", set -> set.planRollback(target), PlanReport::of));
    }

    @Override
    public RunReport migrate(Target target) {
        return execute(Command.run("migrate", Direction.UP, set -> set.migrate(target)));
    }

    @Override
    public RunReport rollback(Target target) {
        return execute(Command.run("rollback", Direction.DOWN, set -> set.rollback(target)));
    }

    @Override
    public RunReport redo() {
        return execute(Command.run("redo", Direction.UP, SchemaMigrations::redo));
    }

    @Override
    public ChangeReport repair(Set<Repair> what) {
        return execute(Command.of("repair", set -> set.repair(what), ChangeReport::of));
    }

    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        return execute(Command.resolve(id, as));
    }

    @Override
    public ChangeReport baseline(MigrationId id) {
        return execute(Command.of("baseline", set -> set.baseline(id), ChangeReport::of));
    }

    @Override
    public ChangeReport markApplied(MigrationId id) {
        return execute(Command.of("markApplied", set -> set.markApplied(id), ChangeReport::of));
    }

    @Override
    public ChangeReport markAllApplied() {
        return execute(Command.of("markAllApplied", SchemaMigrations::markAllApplied, ChangeReport::of));
    }

    @Override
    public AdoptionReport adopt(Adoption adoption) {
        return execute(Command.of("adopt", set -> set.adopt(adoption),
                (set, reports) -> AdoptionReport.of(set, adoption.tool().title(), reports)));
    }

    @Override
    public CleanReport clean() {
        return execute(Command.of("clean", SchemaMigrations::clean, CleanReport::of));
    }

    @Override
    public ValidationReport validate() {
        return execute(Command.of("validate", SchemaMigrations::validate, ValidationReport::of));
    }
}
