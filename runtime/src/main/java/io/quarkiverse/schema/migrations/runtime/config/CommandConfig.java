package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Optional;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** What the application is to do instead of its work. */
@ConfigGroup
public interface CommandConfig {

    /**
     * Has the application do this one thing when it starts, print the result on standard output, and exit with a code
     * that tells how it went. The log goes to standard error then.
     * <p>
     * {@code skip} does not exit: the application starts and touches no set, for pods beside a job that migrates.
     */
    @WithParentName
    @WithDefault("none")
    Command command();

    /**
     * The set that the command is about; {@code <default>} is the default one.
     */
    @ConfigDocDefault("all sets for status, plan, migrate and validate, else the default set")
    Optional<String> set();

    /**
     * How far the command goes. {@code plan} and {@code migrate}: {@code latest}, {@code next:<n>} or an id;
     * {@code rollback} and {@code plan}: {@code last}, {@code last:<n>}, {@code all}, {@code rollback} an id as well;
     * {@code resolve} and {@code baseline}: an id, which must be given; {@code mark-applied}: an id or {@code all}, which
     * must be given.
     */
    @ConfigDocDefault("the target of the set for plan and migrate, last for rollback")
    // or else it would get the default that every set's target has, for the key looks like one of a set named 'command'
    @WithDefault("")
    Optional<String> target();

    /**
     * Which way {@code plan} leads: {@code up} shows what {@code migrate} would run, {@code down} what {@code rollback} would
     * run.
     */
    @WithDefault("up")
    Direction direction();

    /**
     * Whether {@code validate} fails when migrations are pending, with an exit code of its own.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean requireCurrent();

    /**
     * Whether {@code migrate} applies the post-deploy migrations up to the target, and {@code plan} shows them, whatever
     * {@code post-deploy} of the set is.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean postDeploy();

    /**
     * Whether {@code drift} runs migrations in Java in its scratch database. They are given a connection to it, but whatever
     * else they use, such as an injected datasource or another service, is the application's own. Without it, {@code drift}
     * refuses to compare where there are any.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean runJavaMigrations();

    /**
     * What {@code resolve} is to say of the migration.
     */
    Optional<Resolution> as();

    /**
     * How the result is printed.
     */
    @WithDefault("table")
    Output output();

    /** How the result of a command is printed. */
    enum Output {
        /** For people. */
        TABLE,
        /** For programs. */
        JSON
    }

    /** What a started application can be told to do instead of its work. */
    enum Command {
        /** Nothing: the application does its work. */
        NONE,
        /** Print every migration with its state, and exit. */
        STATUS,
        /** Print what migrate would run, or rollback when the target leads back, and exit. */
        PLAN,
        /** Apply pending migrations, and exit. */
        MIGRATE,
        /** Revert applied migrations, and exit. */
        ROLLBACK,
        /** Roll back the migration that was applied last, apply it again, and exit. */
        REDO,
        /** Print all the ways in which sources and history disagree, and exit. */
        VALIDATE,
        /** Accept changed scripts, forget failures and deleted repeatable migrations, and exit. */
        REPAIR,
        /** Say what became of an interrupted or failed migration, and exit. */
        RESOLVE,
        /** Take everything up to and including a migration as applied, and exit. */
        BASELINE,
        /** Take one migration, or all pending ones, as applied, and exit. */
        MARK_APPLIED,
        /** Print in what the schema differs from the one that the applied migrations lead to, and exit. */
        DRIFT,
        /** Do the application's work and touch no set: another process migrates. */
        SKIP;

        /** Whether the application is to print a result and exit. */
        public boolean exits() {
            return this != NONE && this != SKIP;
        }
    }
}
