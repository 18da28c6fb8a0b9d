package io.quarkiverse.schema.migrations.runtime.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.SetName;

/** Status and validation of sets, as the command line writes them in JSON. */
public final class Overview {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final List<String> sets = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private ExitCode exit = ExitCode.DONE;

    /**
     * Looks at the history of a set, and changes nothing. A failure is logged; what is shown of it holds no message of the
     * database.
     *
     * @param reason says in a few words what has failed
     */
    public void add(SchemaMigrations set, Function<SchemaMigrationsException, String> reason) {
        try {
            sets.add(new Json().overview(set.status(), set.validate()));
        } catch (SchemaMigrationsException e) {
            LOG.warn(SetName.line(set.set(), "the status could not be read: " + e.getMessage()));
            failures.add("set '" + set.set() + "': " + reason.apply(e) + " (see the log)");
            exit = exit == ExitCode.DONE ? ExitCode.of(e) : exit;
        }
    }

    /** Whether a set could not be looked at. */
    public boolean isPartial() {
        return !failures.isEmpty();
    }

    @Override
    public String toString() {
        return new Json().all("status", exit, sets,
                failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures)));
    }
}
