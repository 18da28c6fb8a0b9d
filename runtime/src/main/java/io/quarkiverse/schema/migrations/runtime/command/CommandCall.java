package io.quarkiverse.schema.migrations.runtime.command;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;
import io.quarkiverse.schema.migrations.runtime.config.CommandConfig.Command;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/**
 * A command with its parameters, as it was given.
 *
 * @param command a command that exits
 * @param target how far to go, if that was said
 * @param as what resolve is to say, if that was said
 * @param direction which way a plan leads
 * @param options what else was said
 */
record CommandCall(Command command, Optional<String> target, Optional<Resolution> as, Direction direction,
        Set<Option> options) {

    private static final Set<Command> OF_ALL_SETS = EnumSet.of(Command.STATUS, Command.PLAN, Command.MIGRATE,
            Command.VALIDATE, Command.DRIFT);

    /** What a command can be told to do otherwise. */
    enum Option {
        /** Post-deploy migrations are applied. */
        POST_DEPLOY,
        /** Validation fails when migrations are pending. */
        REQUIRE_CURRENT
    }

    /** What a command says of one set, and how it went. */
    record Answer(String text, ExitCode exit) {
    }

    /** Whether it is about all sets when none is named. */
    boolean isOfAllSets() {
        return OF_ALL_SETS.contains(command);
    }

    /** The word for it in configuration. */
    String word() {
        return command.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Does it to one set.
     *
     * @param usual the target that the set is configured to have at start
     * @throws SchemaMigrationsException as the command does, or when a parameter is missing or cannot be meant
     */
    Answer on(SchemaMigrations set, String usual, Rendering rendering) {
        return switch (command) {
            case STATUS -> done(rendering.status(set.status()));
            case PLAN -> done(rendering.plan(plan(set, usual)));
            case MIGRATE -> done(rendering.run(set.migrate(forward(usual))));
            case ROLLBACK -> done(rendering.run(set.rollback(target("last"))));
            case REDO -> done(rendering.run(set.redo()));
            case VALIDATE -> validated(set.validate(), rendering);
            case REPAIR -> done(rendering.changes(set.repair()));
            case RESOLVE -> done(rendering.changes(set.resolve(id(), as.orElseThrow(() -> lacking("as")))));
            case BASELINE -> done(rendering.changes(set.baseline(id())));
            case MARK_APPLIED -> done(rendering.changes(
                    target.equals(Optional.of("all")) ? set.markAllApplied() : set.markApplied(id())));
            case DRIFT, NONE, SKIP -> throw new IllegalStateException(command + " is not about one set");
        };
    }

    /** What drift says of one database. */
    static Answer drifted(DriftReport report, Rendering rendering) {
        return new Answer(rendering.drift(report), report.differences().isEmpty() ? ExitCode.DONE : ExitCode.DRIFT);
    }

    private static Answer done(String text) {
        return new Answer(text, ExitCode.DONE);
    }

    private Answer validated(ValidationReport report, Rendering rendering) {
        ExitCode current = report.current() || !options.contains(Option.REQUIRE_CURRENT) ? ExitCode.DONE : ExitCode.PENDING;
        return new Answer(rendering.validation(report), report.valid() ? current : ExitCode.REFUSED);
    }

    /** A target that leads back says which way, too. */
    private PlanReport plan(SchemaMigrations set, String usual) {
        if (direction == Direction.DOWN) {
            return set.planRollback(target("last"));
        }
        return isBack(usual) ? set.planRollback(target(usual)) : set.plan(forward(usual));
    }

    private boolean isBack(String usual) {
        Target given = target(usual);
        return given instanceof Target.Last || given instanceof Target.All;
    }

    private Target forward(String usual) {
        return options.contains(Option.POST_DEPLOY) ? target(usual).withPostDeploy() : target(usual);
    }

    private Target target(String usual) {
        try {
            return Target.parse(target.orElse(usual));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("The value of '" + key("target") + "' is wrong: " + e.getMessage());
        }
    }

    private MigrationId id() {
        if (target.isEmpty()) {
            throw lacking("target");
        }
        if (target("") instanceof Target.Id id) {
            return id.id();
        }
        throw new InvalidSettingException("The value of '" + key("target") + "' is wrong: '" + word()
                + "' needs the id of a migration, and '" + target.get() + "' is none; nothing was changed");
    }

    void refuseId() {
        if (target.isPresent() && target("") instanceof Target.Id id) {
            throw new InvalidSettingException("The target '" + id.id() + "' is a migration of one set, and there are several;"
                    + " nothing was changed\nName the set with '" + key("set") + "'");
        }
    }

    private InvalidSettingException lacking(String key) {
        return new InvalidSettingException("The command '" + word() + "' needs '" + key(key) + "'; nothing was changed");
    }

    private static String key(String key) {
        return SetKey.PREFIX + ".command." + key;
    }
}
