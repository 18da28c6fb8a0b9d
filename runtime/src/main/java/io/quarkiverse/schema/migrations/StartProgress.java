package io.quarkiverse.schema.migrations;

import java.util.Optional;

/**
 * How far the start of the application is with a set. Inject the bean: the default one for the default set, with
 * {@link MigrationSetName} for another. It is of interest where the set is migrated beside the start
 * ({@code start=background}); may be used by any number of threads.
 */
public interface StartProgress {

    /** How far the start is with a set. */
    enum State {
        /** The start does not migrate the set, or has not come to it yet. */
        UNTOUCHED,
        /** It is being migrated, or waits for another process that is migrating it. */
        MIGRATING,
        /** It has been migrated to its target. */
        CURRENT,
        /** It could not be migrated. */
        FAILED
    }

    /** The name of the set. */
    String set();

    /** How far the start is. */
    State state();

    /** Why the set could not be migrated; empty while the state is not {@link State#FAILED}. */
    Optional<Throwable> failure();
}
