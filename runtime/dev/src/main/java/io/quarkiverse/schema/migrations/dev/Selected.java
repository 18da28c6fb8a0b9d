package io.quarkiverse.schema.migrations.dev;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.dev.MigrationSets.MigrationSetBean;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.runtime.DevelopmentSets;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkus.arc.Arc;

/**
 * The set that a call is about, in one of its schemas or in all of them.
 *
 * @param set the set
 * @param commands its commands there
 * @param databaseKind the kind of its database; empty where it is unknown
 */
record Selected(MigrationSetBean set, SetCommands commands, String databaseKind) {

    private static final String FROM = "from:";

    /**
     * Finds it.
     *
     * @param name of the set
     * @param schema a schema; empty or null for all, or that of the connection
     * @throws IllegalArgumentException when there is no such set, or it is inactive
     */
    static Selected of(DevelopmentFacts facts, String name, String schema) {
        MigrationSetBean set = MigrationSets.all().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no migration set '" + name + "'; there is "
                        + String.join(", ", MigrationSets.all().stream().map(MigrationSetBean::name).toList())));
        set.inactive().ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        SetCommands all = set.commands();
        return new Selected(set, schema == null || schema.isEmpty() ? all : (SetCommands) all.inSchema(schema),
                facts.of(name).map(SetFacts::databaseKind).orElse(""));
    }

    /** Drops what the rules of development mode allow, and migrates the other sets of the datasource. */
    CleanReport clean() {
        return sets().clean(set.name(), resettable());
    }

    /** Why development mode may not drop anything, and the keys that would allow it; empty when it may. */
    Optional<String> objectionToDrop() {
        return sets().objectionToDrop(set.name());
    }

    /** The same with a {@code clean} that follows the rules of development mode. */
    SetCommands resettable() {
        SetCommands all = sets().resettable(set.name());
        return all.schemas().equals(commands.schemas()) ? all : (SetCommands) all.inSchema(commands.schemas().get(0));
    }

    private static DevelopmentSets sets() {
        return Arc.container().select(DevelopmentSets.class).get();
    }

    EngineSettings settings() {
        return commands.settings();
    }

    /** What the sources have now. */
    List<Migration> resolved() {
        return settings().sources().migrations();
    }

    /** The same for a page about a failure, which may be that of the sources. */
    List<Migration> resolvedOrNone() {
        try {
            return resolved();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    /** The schemas one by one, each with its name; one without a name where there is no list of them. */
    List<One> each() {
        if (commands.schemas().size() < 2) {
            return List.of(new One(String.join("", commands.schemas()), commands));
        }
        return commands.schemas().stream().map(schema -> new One(schema, commands.inSchema(schema))).toList();
    }

    record One(String schema, SchemaMigrations commands) {
    }

    /**
     * Reads where to roll back to: as in configuration, or {@code from:} and the id of the migration that is the last one to be
     * rolled back.
     */
    static Target backTo(String target, SchemaMigrations commands) {
        if (target == null || target.isEmpty()) {
            return Target.last();
        }
        if (!target.startsWith(FROM)) {
            return Target.parse(target);
        }
        MigrationId id = MigrationId.of(target.substring(FROM.length()));
        StatusReport report = commands.status();
        List<MigrationStatus> applied = new ArrayList<>(report.migrations().stream()
                .filter(m -> m.kind() == MigrationKind.VERSIONED)
                .filter(m -> m.execution().filter(e -> e.rolledBack().isEmpty()).isPresent()).toList());
        applied.sort(Comparator.comparingLong((MigrationStatus m) -> m.execution().orElseThrow().order()).reversed());
        Optional<Execution> from = applied.stream().filter(m -> m.id().equals(id)).findFirst()
                .flatMap(MigrationStatus::execution);
        if (from.isEmpty()) {
            throw new IllegalArgumentException("'" + id + "' is not applied, so it cannot be rolled back");
        }
        return Target.last((int) applied.stream()
                .filter(m -> m.execution().orElseThrow().order() >= from.get().order()).count());
    }
}
