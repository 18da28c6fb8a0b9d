package io.quarkiverse.schema.migrations.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.opentest4j.TestAbortedException;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.catalog.ForeignKeys;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.SchemaDifference;

/**
 * Takes the database of an earlier release, with its rows, to the schema of now, one migration after the other.
 */
public final class Upgrade implements AutoCloseable {

    private final MigrationId release;
    private final TestDatabases databases;
    private final TestData data;
    private Optional<TestDatabase> database = Optional.empty();
    private Optional<String> stuck = Optional.empty();

    private Upgrade(MigrationId release, TestDatabases databases, TestData data) {
        this.release = release;
        this.databases = databases;
        this.data = data;
    }

    /**
     * The upgrade from the release whose last migration this is. Rows that {@code data} puts in before and after migrations
     * are put in as they are reached.
     *
     * @throws IllegalArgumentException when there is no such migration
     */
    public static Upgrade from(String release, TestDatabases databases, TestData data) {
        MigrationId id = MigrationId.of(release);
        if (!databases.ids().contains(id)) {
            throw new IllegalArgumentException(
                    "There is no migration '" + id + "' to upgrade from; there are " + databases.ids());
        }
        return new Upgrade(id, databases, data);
    }

    /** The migrations that came after the release, in order. */
    public List<MigrationId> ids() {
        List<MigrationId> ids = databases.ids();
        return ids.subList(ids.indexOf(release) + 1, ids.size());
    }

    /**
     * Applies one of them, and looks whether the rows that must survive did, and every foreign key still leads to a row.
     *
     * @throws AssertionError when it does not come through
     * @throws TestAbortedException when one before it did not
     */
    public void apply(MigrationId id) {
        stuck.ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        try {
            applyTo(database(), id);
        } catch (RuntimeException | AssertionError e) {
            stuck = Optional.of("Not reached: '" + id + "' does not come through, see its own test");
            throw new AssertionError("Upgrade from '" + release + "': '" + id + "' does not come through:\n" + e.getMessage(),
                    e);
        }
    }

    private void applyTo(TestDatabase its, MigrationId id) {
        data.put(its, new BreakPoint.Before(id));
        Map<KeptRows, Optional<KeptRows.Content>> before = new LinkedHashMap<>();
        data.kept().forEach(rows -> before.put(rows, rows.read(its)));
        List<String> broken = its.with(ForeignKeys::broken);
        its.migrate(new BreakPoint.After(id));
        before.forEach((rows, content) -> rows.lost(content, rows.read(its)).ifPresent(lost -> {
            throw new AssertionError("Rows do not survive: " + lost);
        }));
        List<String> nowBroken = its.with(ForeignKeys::broken).stream().filter(key -> !broken.contains(key)).toList();
        if (!nowBroken.isEmpty()) {
            throw new AssertionError("Foreign keys lead nowhere any more: " + String.join("; ", nowBroken));
        }
        data.put(its, new BreakPoint.After(id));
    }

    private TestDatabase database() {
        if (database.isEmpty()) {
            TestDatabase first = databases.empty();
            database = Optional.of(first);
            data.putInitially(first);
            List<MigrationId> ids = databases.ids();
            ids.subList(0, ids.indexOf(release) + 1).forEach(id -> VersionSteps.apply(first, id, data));
        }
        return database.get();
    }

    /**
     * Holds the schema at the end against that of a database that was new.
     *
     * @throws AssertionError when they differ
     * @throws TestAbortedException when a migration did not come through
     */
    public void compare() {
        stuck.ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        TestDatabase upgraded = database();
        upgraded.migrate();
        Schema is = upgraded.schema();
        try (TestDatabase fresh = databases.migrated()) {
            SchemaDifference difference = is.since(fresh.schema());
            if (!difference.isEmpty()) {
                throw new AssertionError("Upgraded from '" + release + "', the schema is not that of a new database:\n"
                        + difference.message());
            }
        }
    }

    @Override
    public void close() {
        database.ifPresent(TestDatabase::close);
        database = Optional.empty();
    }
}
