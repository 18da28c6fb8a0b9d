package io.quarkiverse.schema.migrations.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param baseline the script that replaces it and all versioned migrations before it on a database without a history; the same
 *        as {@code up} where the sources no longer have an up script
 */
public record Migration(MigrationId id, MigrationKind kind, String description, Work up, Optional<Work> down,
        Optional<Script> baseline)
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
        Objects.requireNonNull(baseline, "baseline");
        if (kind == MigrationKind.REPEATABLE && down.isPresent()) {
            throw new IllegalArgumentException("the repeatable migration '" + id + "' cannot have a down script");
        }
    }

    /** A migration without a baseline script. */
    public Migration(MigrationId id, MigrationKind kind, String description, Work up, Optional<Work> down) {
        this(id, kind, description, up, down, Optional.empty());
    }

    /** Returns the same migration with a baseline script. */
    public Migration withBaseline(Script script) {
        return new Migration(id, kind, description, up, down, Optional.of(script));
    }

    /** Returns the migration as it is applied to a database without a history: by its baseline script, if it has one. */
    public Migration asBaseline() {
        return baseline.isPresent() ? new Migration(id, kind, description, baseline.get(), down, baseline) : this;
    }

    /** Whether the sources have its baseline script and no up script: it cannot be applied to a database with a history. */
    public boolean isBaselineOnly() {
        return baseline.filter(up::equals).isPresent();
    }

    /** Returns all that it consists of: up, down and baseline, without what there is not. */
    public List<Work> work() {
        return Stream.of(Optional.of(up), down, baseline.filter(script -> !up.equals(script)))
                .<Work> flatMap(Optional::stream).toList();
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
