package io.quarkiverse.schema.migrations.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.dev.MigrationSets.MigrationSetBean;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.runtime.SetCommands;

/**
 * Which migrations of a set are measured, and where.
 *
 * @param selected the set in one of its schemas
 * @param ids those that are measured, in order
 * @param earlier the sets of the same database that are migrated before it
 */
record SafetyPlan(Selected selected, List<MigrationStatus> measured, List<MigrationSetBean> earlier) {

    /**
     * Makes the plan.
     *
     * @param from the first migration that is measured; null or empty for the first pending one, or the last one when none is
     *        pending
     * @throws IllegalArgumentException when there is no such migration
     */
    static SafetyPlan of(DevelopmentFacts facts, String set, String schema, String from) {
        Selected all = Selected.of(facts, set, schema);
        String first = all.each().get(0).schema();
        Selected selected = first.isEmpty() ? all : Selected.of(facts, set, first);
        List<MigrationSetBean> earlier = new ArrayList<>();
        for (MigrationSetBean each : MigrationSets.all()) {
            if (each.name().equals(set)) {
                break;
            }
            if (each.inactive().isEmpty() && facts.of(each.name()).map(SetFacts::dataSource)
                    .equals(facts.of(set).map(SetFacts::dataSource))) {
                earlier.add(each);
            }
        }
        return new SafetyPlan(selected, measured(selected.commands(), from), earlier);
    }

    private static List<MigrationStatus> measured(SetCommands commands, String from) {
        List<MigrationStatus> known = commands.status().migrations().stream().filter(m -> m.location().isPresent()).toList();
        if (from != null && !from.isEmpty()) {
            MigrationId id = MigrationId.of(from);
            int at = known.stream().map(MigrationStatus::id).toList().indexOf(id);
            if (at < 0) {
                throw new IllegalArgumentException("There is no migration '" + id + "' in the sources");
            }
            return known.subList(at, known.size());
        }
        Optional<MigrationStatus> pending = known.stream().filter(m -> isNotApplied(m.state())).findFirst();
        return known.subList(pending.map(known::indexOf).orElse(Math.max(0, known.size() - 1)), known.size());
    }

    private static boolean isNotApplied(MigrationState state) {
        return Previews.isPending(state) || state == MigrationState.FAILED || state == MigrationState.INTERRUPTED
                || state == MigrationState.RUNNING;
    }

    /** Returns the schema in which the set is measured; empty for that of the connection. */
    String schema() {
        return selected.each().get(0).schema();
    }

    /** The migrations in Java that would run, each with its set where that is another one. */
    List<String> inJava() {
        List<String> found = new ArrayList<>();
        earlier.forEach(set -> code(set.commands().settings().sources().migrations())
                .forEach(id -> found.add("'" + id + "' of set '" + set.name() + "'")));
        code(selected.resolved()).forEach(id -> found.add("'" + id + "'"));
        return found;
    }

    private static List<MigrationId> code(List<Migration> migrations) {
        return migrations.stream().filter(m -> m.up() instanceof Code).map(Migration::id).toList();
    }

    /** Says what measuring does to the server of the development database. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        boolean sqlite = selected.databaseKind().equals("sqlite");
        notes.add("The development database is not touched. The migrations run in a scratch database "
                + (selected.commands().scratchServer().isApart() ? "on the server that drift-jdbc-url names"
                        : sqlite ? "in a temporary file" : "on the same server")
                + ", which is dropped at the end: the earlier ones first"
                + (earlier.isEmpty() ? ""
                        : ", with those of " + String.join(", ", earlier.stream()
                                .map(set -> set.name().equals("<default>") ? "the default set" : "set '" + set.name() + "'")
                                .toList()))
                + ", then each of the migrations below, after all tables were filled with generated rows.");
        if (sqlite) {
            notes.add(
                    "SQLite has one lock for the whole database: while a migration runs, every other write waits. Reads go on in WAL"
                            + " mode; in the other modes they wait while the migration commits. So what is measured is how long each"
                            + " migration takes, and what a release that is still running would miss.");
        }
        if (selected.databaseKind().equals("mysql") || selected.databaseKind().equals("mariadb")) {
            notes.add(
                    "The user must be allowed to create databases and have the privilege PROCESS. Name another user than that of the"
                            + " datasource with the properties drift-username and drift-password of the set.");
        }
        if (!schema().isEmpty()) {
            notes.add("The schemas of a set have the same tables, so one of them is measured: '" + schema() + "'.");
        }
        return notes;
    }
}
