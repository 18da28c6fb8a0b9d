package io.quarkiverse.schema.migrations.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One change of a schema, as a source offers it.
 * <p>
 * Migrations are ordered: versioned ones by id, then repeatable ones by id.
 *
 * @param id its name within the set
 * @param kind versioned or repeatable
 * @param description a few words for people; may be empty, never null
 * @param up what applies it
 * @param down what reverts it, if anything does; nothing reverts a repeatable migration
 */
public record Migration(MigrationId id, MigrationKind kind, String description, Work up, Optional<Work> down)
        implements
            Comparable<Migration> {

    /**
     * @throws IllegalArgumentException when a repeatable migration has a down script
     */
    public Migration {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
        if (kind == MigrationKind.REPEATABLE && down.isPresent()) {
            throw new IllegalArgumentException("the repeatable migration '" + id + "' cannot have a down script");
        }
    }

    /** The script that reverts it; empty where nothing does, or code in Java. */
    public Optional<Script> downScript() {
        return down.filter(Script.class::isInstance).map(Script.class::cast);
    }

    /** Whether it may be applied only after the last process of the older release has ended. */
    public boolean isPostDeploy() {
        return up.options().deploy() == DeployPhase.POST;
    }

    @Override
    public int compareTo(Migration other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }
}
