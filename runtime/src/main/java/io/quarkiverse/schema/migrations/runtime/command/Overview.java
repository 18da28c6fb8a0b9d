package io.quarkiverse.schema.migrations.runtime.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final Map<String, String> logged;
    private ExitCode exit = ExitCode.DONE;

    /** @param logged the last failure of each set that fails, kept from one overview to the next */
    public Overview(Map<String, String> logged) {
        this.logged = logged;
    }

    /**
     * Looks at the history of a set, and changes nothing. A failure is logged, though not again while it lasts; what is shown
     * of it holds no message of the database.
     *
     * @param reason says in a few words what has failed
     */
    public void add(SchemaMigrations set, Function<SchemaMigrationsException, String> reason) {
        try {
            sets.add(new Json().overview(set.status(), set.validate()));
            logged.remove(set.set());
        } catch (SchemaMigrationsException e) {
            log(set.set(), e.getMessage());
            failures.add("set '" + set.set() + "': " + reason.apply(e) + " (see the log)");
            exit = exit == ExitCode.DONE ? ExitCode.of(e) : exit;
        }
    }

    /** A failure that differs only in numbers, such as times, is the same. */
    private void log(String set, String message) {
        String kind = message.replaceAll("\\d+", "0");
        LOG.log(kind.equals(logged.put(set, kind)) ? Logger.Level.DEBUG : Logger.Level.WARN,
                SetName.line(set, "the status could not be read: " + message));
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
