package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Writes new migrations into the application's sources. Every public method can be called by pages and tools. */
public class CreationService {

    private static final String SET = "Name of the migration set; <default> for the default set";
    private static final String NAME = "A few words about what the migration does, for example: add an email to users";

    @Inject
    DevelopmentFacts facts;

    /**
     * Files of a new migration.
     *
     * @param problem why there are none; null when there are
     * @param id the id of the migration
     * @param location where new scripts of the set go
     * @param files their paths on this machine
     * @param notes what else was changed, and what to do
     */
    public record CreationView(String problem, String id, String location, List<String> files, List<String> notes) {

        static CreationView failed(Exception e) {
            return new CreationView(String.valueOf(e.getMessage()), null, null, List.of(), List.of());
        }
    }

    /**
     * What can be generated for a set.
     *
     * @param entities whether there are entities of Hibernate ORM on its datasource
     * @param first whether the set has no migrations yet, so that the first one would create the schema of all entities
     */
    public record GenerationView(boolean entities, boolean first) {
    }

    /**
     * Statements that Hibernate ORM has generated.
     *
     * @param problem why there are none; null when there are
     * @param sql the statements
     */
    public record GeneratedView(String problem, String sql) {
    }

    @JsonRpcDescription("Tells which id and files a new database migration would have. Creates nothing.")
    @DevMCPEnableByDefault
    public CreationView proposeMigration(@JsonRpcDescription(SET) String set, @JsonRpcDescription(NAME) String name,
            @JsonRpcDescription("Whether it would have a down script: true or false") String withDown) {
        try {
            NewMigration migration = named(set, name);
            String folder = folder(set);
            Path resources = ProjectFiles.resources(folder);
            return new CreationView(null, migration.id().value(), folder,
                    paths(resources, migration.files("", "false".equals(withDown) ? "" : "-")), List.of());
        } catch (RuntimeException e) {
            return CreationView.failed(e);
        }
    }

    @JsonRpcDescription("Creates the SQL files of a new database migration in the application's sources, with an id that"
            + " follows the newest one. The development database is migrated when the application restarts, which the next"
            + " request to it causes.")
    public CreationView createMigration(@JsonRpcDescription(SET) String set, @JsonRpcDescription(NAME) String name,
            @JsonRpcDescription("SQL that makes the change") String up,
            @JsonRpcDescription("SQL that reverts it; empty for none") String down) {
        try {
            return write(set, named(set, name), up, down, List.of());
        } catch (IOException | RuntimeException e) {
            return CreationView.failed(e);
        }
    }

    /** Creates a migration with scripts that say what is to be written in them, and returns what to print. */
    String begin(String set, String name) {
        CreationView created = createMigration(set, name, "-- " + name + ": the SQL that makes the change\n",
                "-- " + name + ": the SQL that reverts the change\n");
        return created.problem() != null ? created.problem()
                : "Created '" + created.id() + "':\n  " + String.join("\n  ", created.files())
                        + "\nWrite its SQL; the next request applies it";
    }

    private CreationView write(String set, NewMigration migration, String up, String down, List<String> notes)
            throws IOException {
        if (up == null || up.isBlank()) {
            throw new IllegalArgumentException("The up script is empty; no file was written");
        }
        String folder = folder(set);
        Path resources = ProjectFiles.resources(folder);
        Map<String, String> files = migration.files(up, down == null ? "" : down);
        ProjectFiles.write(resources, files);
        return new CreationView(null, migration.id().value(), folder, paths(resources, files), notes);
    }

    private static List<String> paths(Path resources, Map<String, String> files) {
        return files.keySet().stream().map(file -> resources.resolve(file).toString()).toList();
    }

    /** What can be generated from Hibernate ORM's entities for a set. */
    public GenerationView getGeneration(String set) {
        try {
            return new GenerationView(facts.of(set).filter(f -> facts.initial().containsKey(f.dataSource())).isPresent(),
                    Selected.of(facts, set, "").resolved().isEmpty());
        } catch (RuntimeException e) {
            return new GenerationView(false, false);
        }
    }

    @JsonRpcDescription("Generates the SQL of the next database migration from Hibernate ORM's entities: for the first"
            + " migration the whole schema, later the difference between the schema of the development database and the"
            + " entities. Creates nothing. Review it: what is gone from the entities is not dropped, and a renamed column"
            + " is a new column.")
    @DevMCPEnableByDefault
    public GeneratedView generateFromEntities(@JsonRpcDescription(SET) String set) {
        try {
            SetFacts known = facts.of(set).orElseThrow(() -> new IllegalArgumentException("There is no migration set '" + set
                    + "'"));
            boolean first = Selected.of(facts, set, "").resolved().isEmpty();
            Supplier<String> generator = (first ? facts.initial() : facts.update()).get(known.dataSource());
            String sql = generator == null ? null : generator.get();
            if (sql == null) {
                return new GeneratedView("There are no entities of Hibernate ORM on the datasource of this set", null);
            }
            return sql.isBlank() ? new GeneratedView("The schema has all that the entities need", null)
                    : new GeneratedView(null, sql.stripIndent().strip() + "\n");
        } catch (RuntimeException e) {
            return new GeneratedView("Hibernate ORM could not generate the statements: " + e.getMessage(), null);
        }
    }

    @JsonRpcDescription("Creates the files of a new database migration as createMigration does, and has Hibernate ORM validate"
            + " the schema instead of generating it: sets its schema-management strategy to validate in"
            + " application.properties. The first migration of a set also drops everything in the schema of the development"
            + " database, data included, so that it can be applied there, if Dev Services started the database or clean-allowed is"
            + " true.")
    public CreationView createFromEntities(@JsonRpcDescription(SET) String set, @JsonRpcDescription(NAME) String name,
            @JsonRpcDescription("SQL that makes the change, from generateFromEntities and reviewed") String up,
            @JsonRpcDescription("SQL that reverts it; empty for none") String down) {
        try {
            SetFacts known = facts.of(set).orElseThrow(() -> new IllegalArgumentException("There is no migration set '" + set
                    + "'"));
            Selected selected = Selected.of(facts, set, "");
            boolean first = selected.resolved().isEmpty();
            CreationView created = write(set, named(set, name), up, down, List.of());
            List<String> notes = new ArrayList<>();
            try {
                notes.addAll(HibernateStrategy.of(known.dataSource()).validateIn(ProjectFiles.resources("")));
                if (first) {
                    notes.add(makeRoom(selected, created.id()));
                }
            } catch (IOException | RuntimeException e) {
                notes.add("The files are written; what follows them failed: " + e.getMessage());
            }
            return new CreationView(null, created.id(), created.location(), created.files(), notes);
        } catch (IOException | RuntimeException e) {
            return CreationView.failed(e);
        }
    }

    /** Hibernate ORM has made the tables that the first migration makes. */
    private static String makeRoom(Selected selected, String id) {
        SetCommands commands = selected.resettable();
        if (commands.settings().cleaning() == Cleaning.ALLOWED) {
            commands.clean();
            return "Dropped what Hibernate ORM had created in the development database. The next request applies '" + id + "'.";
        }
        return "If Hibernate ORM has created the tables in the development database, let '" + id
                + "' count as applied there: set %dev."
                + new SetKey(selected.set().name(), "baseline") + "=" + id + ".";
    }

    private NewMigration named(String set, String name) {
        List<Migration> resolved = Selected.of(facts, set, "").resolved();
        return NewMigration.in(folder(set), resolved, name == null ? "" : name, LocalDateTime.now(ZoneOffset.UTC));
    }

    private String folder(String set) {
        return facts.of(set).flatMap(known -> known.folders().stream().findFirst()).orElseThrow(
                () -> new IllegalArgumentException("The migration set '" + set + "' has no location for new scripts"));
    }
}
