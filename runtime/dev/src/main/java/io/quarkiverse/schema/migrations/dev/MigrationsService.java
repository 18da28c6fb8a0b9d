package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Inject;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.dev.MigrationSets.MigrationSetBean;
import io.quarkiverse.schema.migrations.dev.RunProgress.ProgressView;
import io.quarkiverse.schema.migrations.dev.SetView.SchemaView;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.CleanReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/**
 * What the pages of the Dev UI and the tools of the Dev MCP server ask for. Every public method is one of them. Those that
 * change a database have to be switched on for the Dev MCP server.
 */
public class MigrationsService {

    private static final String SET = "Name of the migration set; <default> for the default set";
    private static final String SCHEMA = "Name of the schema; empty for all schemas of the set, and for a set without a list"
            + " of schemas";
    private static final String FORWARD = "How far: empty or latest for all pending migrations, next:<n> for the next n, or"
            + " id:<id> for all up to and including one";
    private static final String BACK = "How far: empty or last for the migration that was applied last, last:<n> for the n"
            + " last ones, all for all, id:<id> for all that were applied after one, or from:<id> for that one as well";
    private static final String ID = "Id of the migration";

    @Inject
    DevelopmentFacts facts;

    @Inject
    RunProgress progress;

    @Inject
    SourceWatch watch;

    @JsonRpcDescription("Lists the database migrations of all migration sets in their order, with their states (pending,"
            + " out of order, held, rolled back, applied, modified, missing, future, running, interrupted, failed), and when,"
            + " by whom and in which time they were applied. Changes nothing.")
    @DevMCPEnableByDefault
    public List<SetView> getStatus() {
        return MigrationSets.all().stream().map(this::view).toList();
    }

    /** Begins a restart when a script has changed since the last call; returns whether it has. */
    public boolean followSources() {
        return watch.follow();
    }

    /** The label of the card. */
    public String getPendingCount() {
        long pending = MigrationSets.all().stream().filter(set -> set.inactive().isEmpty()).mapToLong(set -> {
            try {
                return set.commands().status().migrations().stream().filter(m -> Previews.isPending(m.state())).count();
            } catch (RuntimeException e) {
                return 0; // the page says why
            }
        }).sum();
        return Long.toString(pending);
    }

    @JsonRpcDescription("Shows one database migration: its up and down script with the line of every statement, what the"
            + " history keeps of it, and how the sources differ from what was applied. Changes nothing.")
    @DevMCPEnableByDefault
    public MigrationDetail getMigration(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(ID) String id) {
        try {
            Selected selected = selected(set, schema);
            List<Discrepancy> discrepancies = selected.commands().validate().discrepancies();
            return new MigrationDetails(selected.settings(), selected.databaseKind()).of(MigrationId.of(id), discrepancies);
        } catch (Exception e) {
            return new MigrationDetail(null, null, null, null, List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }

    @JsonRpcDescription("Shows which scripts an action would run, in order and with their SQL, or what it would change in the"
            + " history; or why it would be refused. Changes nothing.")
    @DevMCPEnableByDefault
    public PlanView preview(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription("One of migrate, rollback, redo, validate, repair, resolve-applied, resolve-not-applied,"
                    + " mark-applied, baseline, reset") String action,
            @JsonRpcDescription("What the action is about: how far to migrate or roll back, or the id of a migration; empty"
                    + " for none") String target) {
        Selected selected = null;
        try {
            selected = selected(set, schema);
            return new Previews(selected).of(action, target);
        } catch (RuntimeException e) {
            return PlanView.refused(String.valueOf(e.getMessage()),
                    selected == null ? null : Excerpt.in(e.getMessage(), selected.resolvedOrNone()));
        }
    }

    @JsonRpcDescription("Applies pending database migrations to the development database.")
    public ReportView migrate(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(FORWARD) String target) {
        return report(set, schema, selected -> ReportView.of(selected.commands()
                .migrate(target == null || target.isEmpty() ? Target.latest() : Target.parse(target))));
    }

    @JsonRpcDescription("Rolls back database migrations of the development database with their down scripts, in reverse order"
            + " of application.")
    public ReportView rollback(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(BACK) String target) {
        return report(set, schema, selected -> ReportView.of(selected.commands()
                .rollback(Selected.backTo(target, selected.each().get(0).commands()))));
    }

    @JsonRpcDescription("Rolls back the database migration that was applied last to the development database, and applies it"
            + " again as its script is now.")
    public ReportView redo(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema) {
        return report(set, schema, selected -> ReportView.of(selected.commands().redo()));
    }

    @JsonRpcDescription("Lists every way in which migration scripts and the history in the database disagree. Changes nothing.")
    @DevMCPEnableByDefault
    public ReportView validate(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema) {
        return report(set, schema, selected -> ReportView.of(selected.commands().validate()));
    }

    @JsonRpcDescription("Accepts changed migration scripts as they are now, and forgets failed migrations so that they are"
            + " pending again. Changes the history only and runs no script.")
    public ReportView repair(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema) {
        return report(set, schema, selected -> ReportView.of(selected.commands().repair()));
    }

    @JsonRpcDescription("Settles what became of an interrupted or failed migration, after you have looked at the schema."
            + " Changes the history only and runs no script.")
    public ReportView resolve(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(ID) String id,
            @JsonRpcDescription("applied when all of it is in the schema, not-applied when nothing of it is") String as) {
        return report(set, schema, selected -> ReportView.of(selected.commands().resolve(MigrationId.of(id),
                "applied".equals(as) ? Resolution.APPLIED : Resolution.NOT_APPLIED)));
    }

    @JsonRpcDescription("Lets one pending migration count as applied without running it.")
    public ReportView markApplied(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(ID) String id) {
        return report(set, schema, selected -> ReportView.of(selected.commands().markApplied(MigrationId.of(id))));
    }

    @JsonRpcDescription("Lets all versioned migrations up to and including one count as applied without running them.")
    public ReportView baseline(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(ID) String id) {
        return report(set, schema, selected -> ReportView.of(selected.commands().baseline(MigrationId.of(id))));
    }

    @JsonRpcDescription("Drops everything in the schema of the development database, data included, and applies all"
            + " migrations, also those of other sets of the datasource, to the empty schema. Refused unless Dev Services started the database or clean-allowed is true.")
    public ReportView reset(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema) {
        return report(set, schema, selected -> {
            CleanReport dropped = selected.clean();
            List<String> changes = dropped.dropped().stream().map(what -> "dropped " + what).toList();
            return ReportView.of(selected.commands().migrate()).after(changes);
        });
    }

    /** How far the runs of a set are; empty when none runs in this application. */
    public List<ProgressView> getProgress(String set) {
        return progress.of(set);
    }

    private Selected selected(String set, String schema) {
        return Selected.of(facts, set, schema);
    }

    private ReportView report(String set, String schema, Function<Selected, ReportView> action) {
        Selected selected = null;
        try {
            selected = selected(set, schema);
            return action.apply(selected);
        } catch (RuntimeException e) {
            return ReportView.failed(e, selected == null ? List.of() : selected.resolvedOrNone());
        }
    }

    private SetView view(MigrationSetBean set) {
        Optional<SetFacts> known = facts.of(set.name());
        String dataSource = known.map(SetFacts::dataSource).orElse("");
        String kind = known.map(SetFacts::databaseKind).orElse("");
        Optional<String> inactive = set.inactive();
        if (inactive.isPresent()) {
            return new SetView(set.name(), dataSource, kind, inactive.get(), null, null, List.of());
        }
        try {
            StatusReport report = set.commands().status();
            String failure = set.start().flatMap(StartProgress::failure).map(Throwable::getMessage).orElse(null);
            return new SetView(set.name(), dataSource, kind, null, failure,
                    failure == null ? null : Excerpt.in(failure, selected(set.name(), "").resolvedOrNone()),
                    ReportView.each(report).entrySet().stream().map(each -> schema(each.getKey(), each.getValue())).toList());
        } catch (RuntimeException e) {
            return new SetView(set.name(), dataSource, kind, String.valueOf(e.getMessage()), null, null, List.of());
        }
    }

    private static SchemaView schema(String name, StatusReport report) {
        return new SchemaView(name, report.migrations().stream().map(MigrationView::of).toList());
    }
}
