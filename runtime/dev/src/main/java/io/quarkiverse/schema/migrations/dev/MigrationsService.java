package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.dev.MigrationSets.MigrationSetBean;
import io.quarkiverse.schema.migrations.dev.SetView.SchemaView;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** What the pages of the Dev UI and the tools of the Dev MCP server ask for. Every public method is one of them. */
public class MigrationsService {

    private static final Set<String> PENDING = Set.of("pending", "out of order", "rolled back");

    @JsonRpcDescription("Lists the database migrations of all migration sets with their states (pending, applied, modified,"
            + " missing, failed, …), when, by whom and how long they were applied. Changes nothing.")
    @DevMCPEnableByDefault
    public List<SetView> getStatus() {
        return MigrationSets.all().stream().map(MigrationsService::view).toList();
    }

    /** The label of the card. */
    public String getPendingCount() {
        List<SetView> sets = getStatus();
        long pending = sets.stream().flatMap(set -> set.schemas().stream())
                .flatMap(schema -> schema.migrations().stream()).filter(m -> PENDING.contains(m.state())).count();
        return Long.toString(pending);
    }

    private static SetView view(MigrationSetBean set) {
        Optional<String> inactive = set.inactive();
        if (inactive.isPresent()) {
            return new SetView(set.name(), inactive.get(), List.of());
        }
        try {
            StatusReport report = set.commands().status();
            return new SetView(set.name(), null, report.bySchema().isEmpty() ? List.of(schema("", report))
                    : report.bySchema().entrySet().stream().map(each -> schema(each.getKey(), each.getValue())).toList());
        } catch (RuntimeException e) {
            return new SetView(set.name(), e.getMessage(), List.of());
        }
    }

    private static SchemaView schema(String name, StatusReport report) {
        return new SchemaView(name, report.migrations().stream().map(MigrationView::of).toList());
    }
}
