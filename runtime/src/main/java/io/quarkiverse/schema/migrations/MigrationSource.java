package io.quarkiverse.schema.migrations;

import java.util.List;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Migration;

/**
 * Offers migrations to a set. All sources of a set merge into one order.
 * <p>
 * A CDI bean of this type adds to the default set, or to the one that it names with {@link MigrationSetName}. It is asked
 * before Hibernate ORM starts.
 */
@FunctionalInterface
public interface MigrationSource {

    /**
     * The migrations on offer, asked for once a command, on the thread that runs it. Scripts are not read yet.
     *
     * @return the migrations in any order; an empty list when there is none, never null
     * @throws InvalidSourcesException when something is wrong with them
     */
    List<Migration> migrations();

    /** What the source is called in messages. */
    default String name() {
        return getClass().getName();
    }
}
