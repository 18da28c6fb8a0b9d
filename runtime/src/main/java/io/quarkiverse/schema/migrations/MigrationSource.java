package io.quarkiverse.schema.migrations;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * Offers migrations to a set. All sources of a set merge into one order.
 * <p>
 * A CDI bean of this type adds to the default set, or to the one that it names with {@link MigrationSetName}. It is asked
 * before Hibernate ORM starts.
 */
@FunctionalInterface
public interface MigrationSource {

    /**
     * The migrations on offer, requested once per command, on the thread that runs it. Scripts are not read yet.
     *
     * @return the migrations in any order; an empty list when there is none, never null
     * @throws InvalidSourcesException when something is wrong with them
     */
    List<Migration> migrations();

    /**
     * The code of a migration in Java, asked for when it is about to run. A source that offers scripts alone has none.
     *
     * @param id the migration
     * @param code its name for the code
     * @return the code; empty when this source does not offer it, never null
     */
    default Optional<CodeMigration> code(MigrationId id, Code code) {
        return Optional.empty();
    }

    /** What the source is called in messages. */
    default String name() {
        return getClass().getName();
    }
}
