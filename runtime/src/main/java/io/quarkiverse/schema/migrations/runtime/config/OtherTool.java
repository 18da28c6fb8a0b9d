package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Optional;

import io.quarkiverse.schema.migrations.Adoption;

/** What the start does about another tool's history. */
public enum OtherTool {
    /** Refuse to migrate beside one. */
    NONE(Optional.empty()),
    /** Migrate beside it. */
    IGNORE(Optional.empty()),
    /** Take over from Flyway. */
    FLYWAY(Optional.of(Adoption.Tool.FLYWAY)),
    /** Take over from Liquibase. */
    LIQUIBASE(Optional.of(Adoption.Tool.LIQUIBASE)),
    /** Take over from switchy. */
    SWITCHY(Optional.of(Adoption.Tool.SWITCHY));

    private final Optional<Adoption.Tool> tool;

    OtherTool(Optional<Adoption.Tool> tool) {
        this.tool = tool;
    }

    /** The tool to take over from, if one is meant. */
    public Optional<Adoption.Tool> tool() {
        return tool;
    }
}
