package io.quarkiverse.schema.migrations.testing;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** Where migrating stops, so that a test can look, put data in, and go on. */
public sealed interface BreakPoint {

    /**
     * Before a migration is applied, after all that come before it.
     *
     * @param id the migration
     */
    record Before(MigrationId id) implements BreakPoint {
        @Override
        public String toString() {
            return "before '" + id + "'";
        }
    }

    /**
     * After a migration is applied, before all that come after it.
     *
     * @param id the migration
     */
    record After(MigrationId id) implements BreakPoint {
        @Override
        public String toString() {
            return "after '" + id + "'";
        }
    }

    /** After the last migration. */
    record End() implements BreakPoint {
        @Override
        public String toString() {
            return "at the end";
        }
    }

    /**
     * Before a migration is applied, after all that come before it.
     *
     * @throws IllegalArgumentException when the text cannot be an id
     */
    static BreakPoint before(String id) {
        return new Before(MigrationId.of(id));
    }

    /**
     * After a migration is applied, before all that come after it.
     *
     * @throws IllegalArgumentException when the text cannot be an id
     */
    static BreakPoint after(String id) {
        return new After(MigrationId.of(id));
    }

    /** After the last migration. */
    static BreakPoint end() {
        return new End();
    }
}
