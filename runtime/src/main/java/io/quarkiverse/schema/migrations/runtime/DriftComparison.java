package io.quarkiverse.schema.migrations.runtime;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Instance;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.Arc;

/**
 * Has the databases of sets compared with scratch databases. All sets of a database are compared at a time: there is no way to
 * tell to which of them a table should belong that should not be there.
 */
final class DriftComparison {

    private static final Set<Discrepancy.Kind> UNKNOWN = Set.of(Discrepancy.Kind.MISSING, Discrepancy.Kind.FUTURE,
            Discrepancy.Kind.FAILED, Discrepancy.Kind.INTERRUPTED);

    private final boolean runsJava;
    private final DriftDetector detector;

    /**
     * @param runsJava whether migrations in Java are run
     * @throws InvalidSettingException when the application has nothing that reads schemas
     */
    DriftComparison(boolean runsJava) {
        this.runsJava = runsJava;
        Instance<DriftDetector> found = Arc.container().select(DriftDetector.class);
        if (!found.isResolvable()) {
            throw new InvalidSettingException("The command 'drift' needs the dependency"
                    + " 'io.quarkiverse.schema-migrations:quarkus-schema-migrations-drift', which reads the schemas of databases; add"
                    + " it to the application. Nothing was changed");
        }
        this.detector = found.get();
    }

    /** Compares the databases of sets, one after the other, as the reports are asked for. */
    Stream<DriftReport> of(List<SetCommands> sets) {
        Map<String, List<SetCommands>> byDataSource = new LinkedHashMap<>();
        sets.forEach(set -> byDataSource.computeIfAbsent(
                set.maker().dataSourceName() + '\n' + OwnConnections.url(set.maker().connections()), name -> new ArrayList<>())
                .add(set));
        return byDataSource.values().stream().flatMap(each -> compared(each).stream());
    }

    private List<DriftReport> compared(List<SetCommands> sets) {
        Map<Optional<String>, List<AppliedSet>> bySchema = new LinkedHashMap<>();
        for (SetCommands set : sets) {
            List<Optional<String>> schemas = set.schemas().isEmpty() ? List.of(Optional.empty())
                    : set.schemas().stream().map(Optional::of).toList();
            schemas.forEach(schema -> bySchema.computeIfAbsent(schema, name -> new ArrayList<>()).add(applied(set, schema)));
        }
        List<Applied> places = bySchema.entrySet().stream().map(each -> new Applied(each.getKey(), each.getValue())).toList();
        SetEngine first = sets.get(0).maker();
        List<List<DriftReport.Difference>> differences = detector.compare(first.connections(), scratchServer(sets),
                List.copyOf(places));
        List<DriftReport> reports = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            reports.add(new DriftReport(first.dataSourceName(), places.get(i).schema(),
                    places.get(i).sets().stream().map(set -> set.maker().name()).toList(), differences.get(i)));
        }
        return reports;
    }

    private AppliedSet applied(SetCommands set, Optional<String> schema) {
        SchemaMigrations engine = schema.map(set.engine()::inSchema).orElse(set.engine());
        List<Discrepancy> unknown = engine.validate().discrepancies().stream().filter(each -> UNKNOWN.contains(each.kind()))
                .toList();
        if (!unknown.isEmpty()) {
            throw RefusedException.comparison(set.set(), unknown);
        }
        Set<MigrationId> ids = new HashSet<>();
        for (MigrationStatus migration : engine.status().migrations()) {
            switch (migration.state()) {
                case APPLIED, MODIFIED -> ids.add(migration.id());
                case PENDING -> {
                    if (migration.kind() == MigrationKind.REPEATABLE && migration.execution().isPresent()) {
                        throw RefusedException.comparison(set.set(), List.of(new Discrepancy(Discrepancy.Kind.MODIFIED_UP,
                                migration.id(), "'" + migration.id() + "' has changed since it was applied, and only its new"
                                        + " script is there\nMigrate first (command=migrate)")));
                    }
                }
                default -> {
                    // not there, so neither in the scratch database
                }
            }
        }
        AppliedSet applied = new AppliedSet(set.maker(), ids);
        if (!runsJava) {
            applied.code().ifPresent(id -> {
                throw new InvalidSettingException("Migration '" + id + "'" + SetName.of(set.set())
                        + " is in Java and may reach more than the scratch database that it is given, so the set was not"
                        + " compared\nTo run it there, set '" + SetKey.PREFIX + ".command.run-java-migrations' to true");
            });
        }
        return applied;
    }

    /** Any of the sets may say where; one that names another server comes before one that names another user. */
    static DriftDetector.ScratchServer scratchServer(List<SetCommands> sets) {
        List<Server> servers = sets.stream().map(set -> set.maker().scratchServer()).toList();
        return servers.stream().filter(Server::isApart).findFirst()
                .or(() -> servers.stream().filter(server -> server.user().isPresent()).findFirst())
                .orElse(servers.get(0));
    }

    /** A set with what is applied of it. */
    private record AppliedSet(SetEngine maker, Set<MigrationId> ids) {

        Optional<MigrationId> code() {
            return sources().stream().flatMap(source -> source.migrations().stream())
                    .filter(migration -> migration.up() instanceof Code).map(Migration::id).findFirst();
        }

        List<MigrationSource> sources() {
            return maker.sources().stream().<MigrationSource> map(source -> new AppliedSource(source, ids)).toList();
        }

        SchemaMigrations on(DataSource scratch, Optional<String> schema) {
            return maker.scratch(scratch, new Unwatched(sources()), schema);
        }
    }

    /** One schema with the sets that migrate it. */
    private record Applied(Optional<String> schema, List<AppliedSet> sets) implements DriftDetector.Place {

        @Override
        public List<PlanReport> plan(DataSource scratch, Optional<String> where) {
            return sets.stream().map(set -> set.on(scratch, where).plan(Target.latest())).toList();
        }

        @Override
        public void migrate(DataSource scratch, Optional<String> where) {
            sets.forEach(set -> set.on(scratch, where).migrate());
        }
    }

    /** Those migrations of a source that are applied. */
    private record AppliedSource(MigrationSource source, Set<MigrationId> ids) implements MigrationSource {

        @Override
        public List<Migration> migrations() {
            return source.migrations().stream().filter(migration -> ids.contains(migration.id())).toList();
        }

        @Override
        public Optional<CodeMigration> code(MigrationId id, Code code) {
            return source.code(id, code);
        }

        @Override
        public String name() {
            return source.name();
        }
    }

    /**
     * No listener of the application hears of a scratch database, whose connections end when they are closed.
     */
    record Unwatched(List<MigrationSource> sources) implements EngineSettings.Surroundings {

        @Override
        public List<MigrationListener> listeners() {
            return List.of();
        }

        @Override
        public boolean isHeard(RunReport report) {
            return false;
        }

        @Override
        public void retire(Connection connection) {
            // there is no pool
        }
    }

    /**
     * Where the scratch database of a set is made.
     *
     * @param set the name of the set
     * @param connections how the set connects
     * @param configured the URL that is configured for it; empty: the set's own
     */
    record Server(String set, AgroalDataSource connections, Optional<String> configured, Optional<String> user,
            Optional<String> password)
            implements
                DriftDetector.ScratchServer {

        @Override
        public String url() {
            return configured.orElseGet(() -> OwnConnections.url(connections));
        }

        @Override
        public boolean isApart() {
            return configured.isPresent();
        }

        @Override
        public String key(String name) {
            return new SetKey(set, name).toString();
        }

        @Override
        public DataSource at(String otherUrl) {
            return OwnConnections.at(otherUrl, connections, user, password);
        }

        @Override
        public String toString() {
            return "scratch server"; // nothing of the login
        }
    }
}
