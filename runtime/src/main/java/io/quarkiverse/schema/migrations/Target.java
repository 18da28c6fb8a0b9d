package io.quarkiverse.schema.migrations;

import java.util.Optional;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** How far a command goes, forward or back. */
public sealed interface Target {

    /** Forward: everything that is pending. */
    record Latest() implements Target {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /**
     * Forward: up to and including one migration of the sources. Back: down to an applied one, which stays.
     *
     * @param id the migration
     */
    record Id(MigrationId id) implements Target {
        @Override
        public String toString() {
            return "id:" + id;
        }
    }

    /**
     * Forward: the next pending ones, in order.
     *
     * @param count how many, at least 1; all when fewer are pending
     */
    record Next(int count) implements Target {
        public Next {
            requireAtLeastOne("next:", count);
        }

        @Override
        public String toString() {
            return "next:" + count;
        }
    }

    /**
     * Back: the ones that were applied last.
     *
     * @param count how many, at least 1; all when fewer are applied
     */
    record Last(int count) implements Target {
        public Last {
            requireAtLeastOne("last:", count);
        }

        @Override
        public String toString() {
            return "last:" + count;
        }
    }

    /** Back: everything that is applied. */
    record All() implements Target {
        @Override
        public String toString() {
            return "all";
        }
    }

    /**
     * Forward: as far as another target, under other policies than the set's.
     *
     * @param target how far to go
     * @param postDeploy what to do with post-deploy migrations; empty: what the set's policy says
     * @param baseline what to do with baseline scripts; empty: what the set's policy says
     */
    record Adjusted(Target target, Optional<Policies.PostDeploy> postDeploy, Optional<Policies.Baseline> baseline)
            implements
                Target {

        /** Returns the policies that count for this target. */
        public Policies adjust(Policies policies) {
            Policies adjusted = postDeploy.map(policies::with).orElse(policies);
            return baseline.map(adjusted::with).orElse(adjusted);
        }

        @Override
        public String toString() {
            return target + postDeploy.map(how -> how == Policies.PostDeploy.APPLY ? " with post-deploy migrations"
                    : " without post-deploy migrations").orElse("")
                    + baseline.map(how -> how == Policies.Baseline.RUN ? " with baseline" : " without baseline").orElse("");
        }
    }

    /**
     * Returns this target, and has {@code migrate} apply the post-deploy migrations up to it, which may be held otherwise.
     * Makes no difference to a rollback.
     */
    default Target withPostDeploy() {
        return adjusted(Optional.of(Policies.PostDeploy.APPLY), Optional.empty());
    }

    /** Returns this target, and has {@code migrate} hold post-deploy migrations. Makes no difference to a rollback. */
    default Target withoutPostDeploy() {
        return adjusted(Optional.of(Policies.PostDeploy.HOLD), Optional.empty());
    }

    /**
     * Returns this target, and has {@code migrate} apply all migrations one by one, also to a database without a history. Makes
     * no difference to a rollback.
     */
    default Target withoutBaseline() {
        return adjusted(Optional.empty(), Optional.of(Policies.Baseline.IGNORE));
    }

    private Target adjusted(Optional<Policies.PostDeploy> postDeploy, Optional<Policies.Baseline> baseline) {
        return this instanceof Adjusted adjusted
                ? new Adjusted(adjusted.target, postDeploy.or(adjusted::postDeploy), baseline.or(adjusted::baseline))
                : new Adjusted(this, postDeploy, baseline);
    }

    /** Everything that is pending. */
    static Target latest() {
        return new Latest();
    }

    /** The next {@code count} pending migrations, at least 1. */
    static Target next(int count) {
        return new Next(count);
    }

    /** The migration that was applied last. */
    static Target last() {
        return last(1);
    }

    /** The {@code count} migrations that were applied last, at least 1. */
    static Target last(int count) {
        return new Last(count);
    }

    /** Everything that is applied. */
    static Target all() {
        return new All();
    }

    /**
     * Up to and including the migration of this id; or down to it, and it stays.
     *
     * @throws IllegalArgumentException when the text cannot be an id
     */
    static Target id(String id) {
        return new Id(MigrationId.of(id));
    }

    /**
     * Reads a target as it is written in configuration: {@code latest}, {@code last}, {@code all}, {@code next:<n>},
     * {@code last:<n>}, {@code id:<id>}, or an id.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    static Target parse(String text) {
        return switch (text) {
            case "latest" -> latest();
            case "last" -> last();
            case "all" -> all();
            default -> {
                if (text.startsWith("next:")) {
                    yield next(count(text));
                }
                if (text.startsWith("last:")) {
                    yield last(count(text));
                }
                yield id(text.startsWith("id:") ? text.substring("id:".length()) : text);
            }
        };
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text.substring(text.indexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no target: a whole number must follow the colon", e);
        }
    }

    private static void requireAtLeastOne(String word, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("'" + word + count + "' is no target: the number must be at least 1");
        }
    }
}
