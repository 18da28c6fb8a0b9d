package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.opentest4j.TestAbortedException;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.host.Place;

/**
 * Databases just before each migration, with the rows that tests put in. One database climbs from migration to migration,
 * and whoever wants to try something gets a copy of it: what one migration spoils, the next one does not meet.
 */
final class VersionSteps implements AutoCloseable {

    private final TestDatabases databases;
    private final TestData data;
    private final List<MigrationId> done = new ArrayList<>();
    private Optional<Place> step = Optional.empty();
    private Optional<String> stuck = Optional.empty();

    VersionSteps(TestDatabases databases, TestData data) {
        this.databases = databases;
        this.data = data;
        for (MigrationId id : data.ids()) {
            if (!databases.ids().contains(id)) {
                throw new IllegalArgumentException(
                        "There is no migration '" + id + "' to put data in before or after; there are "
                                + databases.ids());
            }
        }
    }

    /**
     * A database just before a migration, for the caller to close; what is to be put in before it is not there yet.
     *
     * @throws TestAbortedException when one before it cannot be applied, which is that one's fault
     */
    synchronized TestDatabase before(MigrationId id) {
        if (done.contains(id)) {
            restart();
        }
        List<MigrationId> ids = databases.ids();
        for (MigrationId next : ids.subList(done.size(), ids.indexOf(id))) {
            climb(next);
        }
        if (step.isEmpty()) {
            TestDatabase first = databases.empty();
            data.putInitially(first);
            step = Optional.of(databases.keep(first));
        }
        return databases.copy(step.get());
    }

    private void climb(MigrationId id) {
        stuck.ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        TestDatabase next;
        if (step.isPresent()) {
            next = databases.copy(step.get());
        } else {
            next = databases.empty();
            data.putInitially(next);
        }
        try {
            apply(next, id, data);
        } catch (RuntimeException | AssertionError e) {
            next.close();
            stuck = Optional.of("Not reached: '" + id + "' cannot be applied, see its own test: " + e.getMessage());
            throw new TestAbortedException(stuck.get(), e);
        }
        step.ifPresent(databases::drop);
        step = Optional.of(databases.keep(next));
        done.add(id);
    }

    /** Applies one migration with the rows that come before and after it. */
    static void apply(TestDatabase database, MigrationId id, TestData data) {
        data.put(database, new BreakPoint.Before(id));
        database.migrate(new BreakPoint.After(id));
        data.put(database, new BreakPoint.After(id));
    }

    private void restart() {
        step.ifPresent(databases::drop);
        step = Optional.empty();
        done.clear();
    }

    @Override
    public synchronized void close() {
        restart();
    }
}
