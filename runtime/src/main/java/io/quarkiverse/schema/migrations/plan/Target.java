package io.quarkiverse.schema.migrations.plan;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** How far a command goes. */
public sealed interface Target {

    /** Everything that is pending. */
    record Latest() implements Target {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /**
     * Up to and including one migration.
     *
     * @param id a migration of the sources
     */
    record Id(MigrationId id) implements Target {
        @Override
        public String toString() {
            return "id:" + id;
        }
    }

    /**
     * The next pending ones, in order.
     *
     * @param count how many, at least 1; all when fewer are pending
     */
    record Next(int count) implements Target {
        public Next {
            if (count < 1) {
                throw new IllegalArgumentException("'next:" + count + "' is no target: the number must be at least 1");
            }
        }

        @Override
        public String toString() {
            return "next:" + count;
        }
    }

    /** Everything that is pending. */
    static Target latest() {
        return new Latest();
    }

    /** The next {@code count} pending migrations, at least 1. */
    static Target next(int count) {
        return new Next(count);
    }

    /**
     * Up to and including the migration of this id.
     *
     * @throws IllegalArgumentException when the text cannot be an id
     */
    static Target id(String id) {
        return new Id(MigrationId.of(id));
    }

    /**
     * Reads a target as it is written in configuration: {@code latest}, {@code next:<n>}, {@code id:<id>}, or an id.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    static Target parse(String text) {
        if (text.equals("latest")) {
            return latest();
        }
        if (text.startsWith("next:")) {
            return next(count(text));
        }
        return id(text.startsWith("id:") ? text.substring("id:".length()) : text);
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text.substring(text.indexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no target: a whole number must follow the colon", e);
        }
    }
}
