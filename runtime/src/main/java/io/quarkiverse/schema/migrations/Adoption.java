package io.quarkiverse.schema.migrations;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whose history to take over, and where it is.
 *
 * @param tool the tool that has migrated the schema until now
 * @param table its table, as {@code table} or {@code schema.table}, a part that holds a dot in double quotes; empty: under
 *        the name that the tool gives it
 * @param others what stands in that table and belongs to other sets, by the names that the tool has for it; it is passed
 *        over
 */
public record Adoption(Tool tool, Optional<String> table, Set<String> others) {

    /** The tools whose histories can be read. */
    public enum Tool {
        /** Flyway. */
        FLYWAY("Flyway"),
        /** Liquibase. */
        LIQUIBASE("Liquibase"),
        /** switchy, and MoosicBox, which it came from. */
        SWITCHY("switchy");

        private final String title;

        Tool(String title) {
            this.title = title;
        }

        /** Its name, for people. */
        public String title() {
            return title;
        }
    }

    public Adoption {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(table, "table");
        others = Set.copyOf(others);
    }

    /** Takes over all that is in the table. */
    public Adoption(Tool tool, Optional<String> table) {
        this(tool, table, Set.of());
    }

    /** Takes over from a tool whose table has the name that the tool gives it. */
    public static Adoption of(Tool tool) {
        return new Adoption(tool, Optional.empty());
    }

    /** Takes over from Flyway, from {@code flyway_schema_history}. */
    public static Adoption flyway() {
        return of(Tool.FLYWAY);
    }

    /** Takes over from Flyway, from a table of another name. */
    public static Adoption flyway(String table) {
        return flyway().from(table);
    }

    /** Takes over from Liquibase, from {@code DATABASECHANGELOG}. */
    public static Adoption liquibase() {
        return of(Tool.LIQUIBASE);
    }

    /** Takes over from Liquibase, from a table of another name. */
    public static Adoption liquibase(String table) {
        return liquibase().from(table);
    }

    /** Takes over from switchy, from {@code __switchy_migrations} or {@code __moosicbox_schema_migrations}. */
    public static Adoption switchy() {
        return of(Tool.SWITCHY);
    }

    /** Takes over from switchy, from a table of another name. */
    public static Adoption switchy(String table) {
        return switchy().from(table);
    }

    /** The same, from a table of another name. */
    public Adoption from(String other) {
        return new Adoption(tool, Optional.of(other), others);
    }

    /** The same, from a table in which there is also the history of other sets, whose names are given. */
    public Adoption sharedWith(Collection<String> namesOfOthers) {
        return new Adoption(tool, table, Set.copyOf(namesOfOthers));
    }
}
