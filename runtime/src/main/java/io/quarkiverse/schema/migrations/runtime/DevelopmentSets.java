package io.quarkiverse.schema.migrations.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.CleanRefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.engine.Engine;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.FollowRules;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.OnDifference;
import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.ResetNeededException;
import io.quarkiverse.schema.migrations.internal.engine.ManySchemas;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.runtime.command.CommandLine;
import io.quarkiverse.schema.migrations.runtime.command.ConsoleCommand;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig.OnChange;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** Makes the databases of the sets follow the sources at a start in development mode. */
public class DevelopmentSets {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final SchemaMigrationsRuntimeConfig config;
    private final Set<String> ofDevServices;
    /** The sets that this start has migrated, in their order, with their targets. */
    private final Map<MigrationSet, Target> migrated = new LinkedHashMap<>();
    private List<MigrationSet> declared = List.of();
    private Supplier<Map<MigrationSet, Target>> all = Map::of;

    /**
     * @param ofDevServices the names of the datasources of which Dev Services started the databases
     */
    DevelopmentSets(SchemaMigrationsRuntimeConfig config, Set<String> ofDevServices) {
        this.config = config;
        this.ofDevServices = Set.copyOf(ofDevServices);
    }

    /**
     * Tells which sets there are; before it, there are none.
     *
     * @param sets all of them
     * @param active finds the active ones that have migrations, in their order, with their targets
     */
    void are(List<MigrationSet> sets, Supplier<Map<MigrationSet, Target>> active) {
        declared = List.copyOf(sets);
        all = active;
    }

    /**
     * Drops everything in the schemas of some datasources and migrates them from the beginning.
     *
     * @throws CleanRefusedException when one of them may not be dropped; nothing was dropped then
     */
    synchronized void reset(Predicate<String> dataSource) {
        Map<MigrationSet, Target> sets = new LinkedHashMap<>(all.get());
        sets.keySet().removeIf(set -> !dataSource.test(set.dataSource()));
        sets.keySet().forEach(this::refuseDrop);
        sets.keySet().forEach(set -> following(set).clean());
        sets.forEach((set, target) -> {
            following(set).migrate(target);
            LOG.info(
                    SetName.line(set.name(), "dropped everything in the schema and migrated from the beginning, because a reset"
                            + " of datasource '" + set.dataSource() + "' was requested"));
        });
    }

    /**
     * Does a command that was given in the terminal.
     *
     * @param parameters {@code command}, and perhaps {@code set} and {@code target}
     * @return what to print
     */
    String command(Map<String, String> parameters) {
        ConsoleCommand command = new ConsoleCommand(parameters.get("command"), Optional.ofNullable(parameters.get("target")));
        Optional<String> named = Optional.ofNullable(parameters.get("set"))
                .or(() -> command.isOfAllSets() ? Optional.empty() : Optional.of(SetKey.DEFAULT_SET));
        List<MigrationSet> sets = all.get().keySet().stream()
                .filter(set -> named.isEmpty() || set.name().equals(named.get())).toList();
        if (sets.isEmpty()) {
            return "There is no migration set" + named.map(name -> " '" + name + "'").orElse("") + " with migrations; there is "
                    + all.get().keySet().stream().map(set -> "'" + set.name() + "'").collect(Collectors.joining(", "));
        }
        return command.on(sets.stream().map(set -> new CommandLine.Subject(config.sets().get(set.name()).target(),
                StartUp.bean(set))).toList());
    }

    /**
     * The commands of a set, of which {@code clean} drops what a start may drop: the schema in a database that Dev Services
     * started, or with {@code clean-allowed}.
     *
     * @param name that of an active set
     */
    public SetCommands resettable(String name) {
        return following(named(name));
    }

    /** The commands of a set, of which the one that migrates at a start makes the database follow the sources. */
    SetCommands commands(MigrationSet set) {
        return new SetCommands(StartUp.bean(set), StartUp.bean(set).engine()) {
            @Override
            RunReport migrate(Target target, Optional<ExpectedHistory> expected) {
                return follow(set, target, expected);
            }
        };
    }

    /** One set at a time: to drop what one set has made can drop what another one has. */
    private synchronized RunReport follow(MigrationSet set, Target target, Optional<ExpectedHistory> expected) {
        migrated.put(set, target);
        SetCommands following = following(set);
        try {
            return following.migrate(target, expected);
        } catch (ResetNeededException e) {
            if (following.schemas().isEmpty()) {
                return fromTheBeginning(set, following, e);
            }
        }
        following.schemas().forEach(schema -> follow(set, following.inSchema(schema)));
        return following.migrate(target);
    }

    private void follow(MigrationSet set, SchemaMigrations schema) {
        try {
            schema.migrate(migrated.get(set));
        } catch (ResetNeededException e) {
            fromTheBeginning(set, schema, e);
        } catch (SchemaMigrationsException e) {
            LOG.debugf(e, "Schemas %s%s: reported when the other schemas are migrated", schema.schemas(),
                    SetName.of(set.name()));
        }
    }

    private RunReport fromTheBeginning(MigrationSet set, SchemaMigrations one, ResetNeededException reason) {
        one.clean();
        migrateOthers(set);
        RunReport report = one.migrate(migrated.get(set));
        LOG.info(SetName.line(set.name(), one.schemas().isEmpty() ? "" : one.schemas().get(0),
                "dropped everything in the schema and migrated from the beginning, because " + reason.getMessage()));
        return report;
    }

    /** To drop what one set has made can drop what another one of its datasource has. */
    private void migrateOthers(MigrationSet set) {
        all.get().forEach((other, target) -> {
            if (!other.equals(set) && other.dataSource().equals(set.dataSource())) {
                following(other).migrate(target);
            }
        });
    }

    /**
     * Drops everything in the schema of a set, in one of its schemas or in all, and migrates the other sets of its datasource
     * from the beginning.
     *
     * @param name that of an active set
     * @param one its commands there, of {@link #resettable}
     * @return what was dropped
     * @throws CleanRefusedException when one of these sets may not be dropped; nothing was dropped then
     */
    public synchronized CleanReport clean(String name, SetCommands one) {
        refuseDrop(named(name));
        CleanReport dropped = one.clean();
        migrateOthers(named(name));
        return dropped;
    }

    private void refuseDrop(MigrationSet set) {
        objectionToDrop(set.name()).ifPresent(why -> {
            throw new CleanRefusedException(why);
        });
    }

    /**
     * Returns why nothing may be dropped for a set, and the keys that would allow it; empty when it may.
     *
     * @param name that of an active set
     */
    public Optional<String> objectionToDrop(String name) {
        MigrationSet set = named(name);
        return mayDrop(set) ? Optional.empty()
                : Optional.of("Nothing was dropped: Dev Services did not start the database of datasource '" + set.dataSource()
                        + "'. Set " + missing(set) + "=true to allow that everything in its schema is dropped");
    }

    private MigrationSet named(String name) {
        return declared.stream().filter(set -> set.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no migration set '" + name + "'"));
    }

    private SetCommands following(MigrationSet set) {
        SetCommands bean = StartUp.bean(set);
        MigrationSetRuntimeConfig settings = config.sets().get(set.name());
        FollowRules rules = new FollowRules(onDifference(set, settings.onChange()),
                mayDrop(set) ? Cleaning.ALLOWED : Cleaning.REFUSED, missing(set));
        return new SetCommands(bean, bean.engine() instanceof ManySchemas schemas
                ? schemas.by(engine -> new FollowingEngine(engine, rules))
                : new FollowingEngine((Engine) bean.engine(), rules));
    }

    /** What a difference between the sources and the history of a set leads to, with this setting. */
    OnDifference onDifference(MigrationSet set, OnChange setting) {
        return switch (setting) {
            case REDO -> OnDifference.ROLL_BACK;
            case RESET -> OnDifference.DROP;
            case REFUSE -> OnDifference.REFUSE;
        };
    }

    /** Whether the set and all others of its datasource may be dropped. */
    private boolean mayDrop(MigrationSet set) {
        return mayReset(set) && all.get().keySet().stream().filter(other -> other.dataSource().equals(set.dataSource()))
                .allMatch(this::mayReset);
    }

    /** The keys that would allow it, joined as in "set a=true and b"; the set's own where all are allowed. */
    private String missing(MigrationSet set) {
        return mayDrop(set) ? new SetKey(set.name(), "clean-allowed").toString()
                : Stream
                        .concat(Stream.of(set), all.get().keySet().stream()).distinct()
                        .filter(other -> other.dataSource().equals(set.dataSource()) && !mayReset(other))
                        .map(other -> new SetKey(other.name(), "clean-allowed").toString())
                        .collect(Collectors.joining("=true and "));
    }

    private boolean mayReset(MigrationSet set) {
        return config.sets().get(set.name()).cleanAllowed() || isOfDevServices(set);
    }

    /** Whether Dev Services started the database of a set; a URL of the set's own need not lead to it. */
    final boolean isOfDevServices(MigrationSet set) {
        return ofDevServices.contains(set.dataSource()) && config.sets().get(set.name()).jdbcUrl().isEmpty();
    }

    /**
     * Makes databases follow the sources from one run of continuous testing to the next. A database that Dev Services started
     * outlives a run, so without this an edited script would be refused until the end of the development session. Any other
     * database is refused, as in all tests.
     */
    static final class ContinuousTestingSets extends DevelopmentSets {

        /** The parameters are those of {@link DevelopmentSets}. */
        ContinuousTestingSets(SchemaMigrationsRuntimeConfig config, Set<String> ofDevServices) {
            super(config, ofDevServices);
        }

        /** Tests run on the schema that the scripts make, and not on what a down script has left of another one. */
        @Override
        OnDifference onDifference(MigrationSet set, OnChange setting) {
            return setting != OnChange.REFUSE && isOfDevServices(set) ? OnDifference.DROP : OnDifference.REFUSE;
        }
    }
}
