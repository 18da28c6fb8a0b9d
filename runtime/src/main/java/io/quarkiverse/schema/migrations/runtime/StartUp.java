package io.quarkiverse.schema.migrations.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.runtime.command.CommandLine;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;
import io.quarkiverse.schema.migrations.runtime.command.ExitCode;
import io.quarkiverse.schema.migrations.runtime.config.CommandConfig.Command;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig.StartMode;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Migrates the sets when the application starts. All that can be wrong without a database is found before the first. */
class StartUp {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final SchemaMigrationsRuntimeConfig config;
    private final Set<String> disabled;
    private final Map<String, String> built;
    private final ShutdownContext shutdown;
    private final SetSources sources;
    private final List<BackgroundStart> background = new ArrayList<>();

    /**
     * @param disabled the names of sets that are not part of the application
     * @param built by their names those sets that have migrations, as far as the build can tell, each with the hash of its
     *        history when the schema is current
     * @param sources where the migrations of the sets come from
     * @param shutdown what is to be done when the application ends
     */
    StartUp(SchemaMigrationsRuntimeConfig config, Set<String> disabled, Map<String, String> built,
            SetSources sources, ShutdownContext shutdown) {
        this.config = config;
        this.disabled = disabled;
        this.built = built;
        this.shutdown = shutdown;
        this.sources = sources;
    }

    /**
     * @param declared all sets
     */
    void start(List<MigrationSet> declared) {
        List<MigrationSet> migrated = migrated(declared);
        Command command = config.command().command();
        if (command == Command.DRIFT) {
            throw new CommandLine(config.command(), System.out).drift(() -> drift(declared, migrated));
        }
        if (command.exits()) {
            // the application's result, as it was asked for, and not a message about it
            throw new CommandLine(config.command(), System.out).run(line -> subjects(line, declared, migrated));
        }
        if (command == Command.SKIP) {
            migrated.stream().filter(this::isActive).forEach(this::leave);
        }
        if (command == Command.NONE) {
            refuseUnreadDirectories(declared);
            for (MigrationSet set : declared) {
                if (!migrated.contains(set) && isActive(set)) {
                    LOG.info(SetName.line(set.name(), "no migrations found in '"
                            + String.join("', '", set.locations()) + "'"));
                }
            }
            try {
                migrate(migrated);
            } catch (SchemaMigrationsException e) {
                throw LaunchMode.current() == LaunchMode.NORMAL ? notStarted(e) : e;
            }
        }
    }

    private void leave(MigrationSet set) {
        start(set).leave(() -> {
            Map<String, Supplier<Optional<String>>> outlooks = bean(set).outlooks(target(set), expected(set));
            return outlooks.entrySet().stream().flatMap(each -> each.getValue().get()
                    .map(what -> each.getKey().isEmpty() ? what : each.getKey() + ": " + what).stream()).findFirst();
        });
    }

    /** Says once what is wrong, and returns what has Quarkus end with the exit code of the command line, without a trace. */
    private static RuntimeException notStarted(SchemaMigrationsException failure) {
        LOG.error(failure.getMessage());
        LOG.debug("The stack trace of the failure", failure);
        ExitCode exit = ExitCode.of(failure);
        return exit.end("The application did not start because of its schema migrations; exit code " + exit.code());
    }

    /**
     * The same where Quarkus ends the application once it is initialized ({@code quarkus.init-and-exit}): every active set is
     * migrated, and before this returns. A failure has the exit code that it has as the command {@code migrate}.
     *
     * @param declared all sets
     */
    void initialize(List<MigrationSet> declared) {
        if (config.command().command() != Command.NONE) {
            start(declared);
            return;
        }
        refuseUnreadDirectories(declared);
        try {
            targets(migrated(declared)).forEach((set, target) -> start(set).migrate(commands(set), target, expected(set)));
        } catch (SchemaMigrationsException e) {
            throw ExitCode.of(e).end(e.getMessage());
        }
    }

    final List<MigrationSet> migrated(List<MigrationSet> declared) {
        List<MigrationSet> migrated = new ArrayList<>();
        for (MigrationSet set : declared) {
            if (built.containsKey(set.name()) || sources.hasDirectories(set)) {
                migrated.add(set);
            }
        }
        return migrated;
    }

    private List<CommandLine.Subject> subjects(CommandLine line, List<MigrationSet> declared, List<MigrationSet> migrated) {
        Optional<String> named = line.set(SetKey.DEFAULT_SET);
        List<MigrationSet> sets = named.map(name -> List.of(named(name, declared))).orElseGet(
                () -> migrated.stream().filter(this::isActive).toList());
        sets.forEach(this::requireActive);
        if (sets.size() > 1) {
            line.refuseTargetOfOneSet();
        }
        refuseSharedHistory(sets);
        return sets.stream().map(set -> new CommandLine.Subject(settings(set).target(), bean(set))).toList();
    }

    private Stream<DriftReport> drift(List<MigrationSet> declared, List<MigrationSet> migrated) {
        DriftComparison comparison = new DriftComparison(config.command().runJavaMigrations());
        Optional<MigrationSet> named = config.command().set().map(name -> named(name, declared));
        named.ifPresent(this::requireActive);
        List<SetCommands> sets = migrated.stream().filter(this::isActive)
                .filter(set -> named.isEmpty() || named.get().dataSource().equals(set.dataSource()))
                .map(StartUp::bean).toList();
        if (sets.isEmpty()) {
            throw new InvalidSettingException("There is nothing to compare: "
                    + named.map(set -> "set '" + set.name() + "' has no migrations").orElse("no active set has migrations"));
        }
        return comparison.of(sets);
    }

    private boolean isActive(MigrationSet set) {
        return new SetActivity(config, set).get().value();
    }

    private void requireActive(MigrationSet set) {
        ActiveResult active = new SetActivity(config, set).get();
        if (!active.value()) {
            throw new InvalidSettingException(active.inactiveReason());
        }
    }

    private static MigrationSet named(String name, List<MigrationSet> declared) {
        return declared.stream().filter(set -> set.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidSettingException("There is no migration set '" + name + "'; there is "
                        + declared.stream().map(set -> "'" + set.name() + "'").collect(Collectors.joining(", "))
                        + ". Name one with '" + SetKey.PREFIX + ".command.set'"));
    }

    private void migrate(List<MigrationSet> sets) {
        Map<MigrationSet, Target> targets = targets(sets);
        for (MigrationSet set : targets.keySet()) {
            if (!settings(set).migrateAtStart()) {
                sources.check(set); // the others are looked at when they are migrated
                leave(set);
            }
        }
        for (MigrationSet set : targets.keySet()) {
            clean(set); // all of them first: two sets may have one schema
        }
        for (Map.Entry<MigrationSet, Target> each : targets.entrySet()) {
            if (settings(each.getKey()).migrateAtStart()) {
                migrate(each.getKey(), each.getValue());
            }
        }
    }

    /**
     * The active ones of those sets that have migrations, in their order, each with its target.
     *
     * @throws ConfigurationException when something in the configuration of one of them is wrong
     */
    final Map<MigrationSet, Target> targets(List<MigrationSet> sets) {
        Map<MigrationSet, Target> targets = new LinkedHashMap<>();
        for (MigrationSet set : sets) {
            if (isActive(set)) {
                targets.put(set, target(set));
            }
        }
        for (MigrationSet set : targets.keySet()) {
            if (settings(set).cleanAtStart()) {
                refuseWrongClean(set, targets.keySet());
            }
        }
        refuseSharedHistory(List.copyOf(targets.keySet()));
        return targets;
    }

    private void migrate(MigrationSet set, Target target) {
        SetStart start = start(set);
        SetCommands commands = commands(set);
        Optional<ExpectedHistory> expected = expected(set);
        StartMode mode = settings(set).start();
        if (mode == StartMode.BLOCKING) {
            start.migrate(commands, target, expected);
        } else if (mode == StartMode.WAIT) {
            start.await(new WaitingStart(set.name(), waitTimeout(set), commands.outlooks(target, expected)));
        } else {
            leave(set); // also others may make it current, once it has failed here
            if (background.isEmpty()) {
                shutdown.addShutdownTask(() -> BackgroundStart.stop(background));
            }
            background.add(new BackgroundStart(start, () -> start.migrate(commands, target, expected)));
            background.get(background.size() - 1).begin();
        }
    }

    private void clean(MigrationSet set) {
        MigrationSetRuntimeConfig settings = settings(set);
        if (settings.cleanAtStart() && settings.migrateAtStart() && settings.start() != StartMode.WAIT) {
            List<String> dropped = bean(set).clean().dropped();
            LOG.info(SetName.line(set.name(), "dropped " + (dropped.isEmpty() ? "nothing" : String.join(", ", dropped))
                    + " because of '" + new SetKey(set.name(), "clean-at-start") + "'"));
        }
    }

    /** Other sets of the datasource may be in the same schema, and what they have made is theirs to be dropped. */
    private void refuseWrongClean(MigrationSet set, Set<MigrationSet> all) {
        String key = new SetKey(set.name(), "clean-at-start").toString();
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            throw new ConfigurationException("'" + key + "' would drop everything in the schema. It is for development and"
                    + " tests: a packaged application refuses it. Nothing was dropped or migrated.", Set.of(key));
        }
        String missing = all.stream().filter(other -> other.dataSource().equals(set.dataSource()))
                .filter(other -> !settings(other).cleanAllowed())
                .map(other -> "'" + new SetKey(other.name(), "clean-allowed") + "=true'").collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "'" + key + "' would drop everything in the schema, whichever set of the datasource"
                            + " has made it. Allow it with " + missing + ". Nothing was dropped or migrated.",
                    Set.of(key));
        }
    }

    private Optional<ExpectedHistory> expected(MigrationSet set) {
        String hash = sources.hasDirectories(set) ? "" : built.get(set.name());
        return hash.isEmpty() ? Optional.empty() : Optional.of(new ExpectedHistory(hash));
    }

    private static SetStart start(MigrationSet set) {
        return Arc.container().select(SetStart.class, SetEngine.qualifier(set.name())).get();
    }

    /** What migrates a set at the start; development mode overrides it. */
    SetCommands commands(MigrationSet set) {
        return bean(set);
    }

    static SetCommands bean(MigrationSet set) {
        return SetCommands.of(set.name()).get();
    }

    final MigrationSetRuntimeConfig settings(MigrationSet set) {
        return config.sets().get(set.name());
    }

    private Duration waitTimeout(MigrationSet set) {
        Duration timeout = settings(set).waitTimeout();
        if (timeout.isNegative()) {
            String key = new SetKey(set.name(), "wait-timeout").toString();
            throw new ConfigurationException("The value of '" + key + "' is wrong: " + timeout
                    + " is negative: set PT0S or more", Set.of(key));
        }
        return timeout;
    }

    private Target target(MigrationSet set) {
        try {
            return Target.parse(settings(set).target());
        } catch (IllegalArgumentException e) {
            SetKey key = new SetKey(set.name(), "target");
            throw new ConfigurationException("The value of '" + key + "' is wrong: " + e.getMessage(), e,
                    Set.of(key.toString()));
        }
    }

    /**
     * Directories of a set that the build does not know would be ignored silently, and they may be all that the
     * set has.
     *
     * @param declared all sets that there are
     */
    private void refuseUnreadDirectories(List<MigrationSet> declared) {
        Set<String> known = new HashSet<>();
        for (MigrationSet set : declared) {
            known.add(set.name());
        }
        for (Map.Entry<String, MigrationSetRuntimeConfig> set : config.sets().entrySet()) {
            String name = set.getKey();
            SetKey key = new SetKey(name, "directories");
            if (set.getValue().directories().isPresent() && !known.contains(name) && !disabled.contains(name)) {
                throw new ConfigurationException("The directories of '" + key + "' would never be read, because "
                        + (name.equals(SetKey.DEFAULT_SET) ? "the default migration set has no datasource"
                                : "the application was built without a migration set '" + name + "'")
                        + ". Build the application with '" + new SetKey(name, "datasource") + "', or remove '" + key + "'.",
                        Set.of(key.toString()));
            }
        }
    }

    private void refuseSharedHistory(List<MigrationSet> sets) {
        if (sets.size() < 2) {
            return;
        }
        // some databases do not tell upper case from lower
        Map<String, MigrationSet> owners = new HashMap<>();
        for (MigrationSet set : sets) {
            for (String table : new SetSchemas(set, settings(set)).historyTables()) {
                MigrationSet other = owners.putIfAbsent(set.dataSource() + '\n' + table.toLowerCase(Locale.ROOT), set);
                if (other != null) {
                    throw sharedHistory(other, set, table);
                }
            }
        }
    }

    private static ConfigurationException sharedHistory(MigrationSet one, MigrationSet other, String table) {
        SetKey key = new SetKey(one.name(), "history-table");
        SetKey otherKey = new SetKey(other.name(), "history-table");
        return new ConfigurationException("The migration sets '" + one.name() + "' and '" + other.name()
                + "' cannot share the history table '" + table + "' in the datasource '" + other.dataSource()
                + "'. Change '" + key + "' or '" + otherKey + "'.", Set.of(key.toString(), otherKey.toString()));
    }
}
