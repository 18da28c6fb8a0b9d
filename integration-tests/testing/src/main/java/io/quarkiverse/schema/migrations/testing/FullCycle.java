package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.opentest4j.TestAbortedException;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.SchemaDifference;

/**
 * Takes every migration up, down and up again, and holds the schema against what it was: after the down script it must be
 * what it was before the up script, column by column and index by index, and the second up must lead where the first one
 * did. A down script that merely succeeds is not enough.
 */
public final class FullCycle implements AutoCloseable {

    private final TestDatabases databases;
    private final TestData data;
    private final OrderOfColumns order;
    private final VersionSteps steps;

    /** Whether a column that comes back at another place is as it was. */
    public enum OrderOfColumns {
        /** It is not: {@code SELECT *} and {@code INSERT} without a list of columns see the difference. */
        COMPARED,
        /** It is: PostgreSQL can put a column nowhere but at the end. */
        IGNORED
    }

    private FullCycle(TestDatabases databases, TestData data, OrderOfColumns order) {
        this.databases = databases;
        this.data = data;
        this.order = order;
        this.steps = new VersionSteps(databases, data);
    }

    /** The cycle of all migrations, each on a copy of the database just before it. Closing it drops these. */
    public static FullCycle of(TestDatabases databases) {
        return of(databases, TestData.none(), OrderOfColumns.COMPARED);
    }

    /**
     * The same with rows in the tables.
     *
     * @throws IllegalArgumentException when data is to be put in before or after a migration that there is not
     */
    public static FullCycle of(TestDatabases databases, TestData data, OrderOfColumns order) {
        return new FullCycle(databases, Objects.requireNonNull(data, "data"), Objects.requireNonNull(order, "order"));
    }

    /**
     * All of them.
     *
     * @throws AssertionError when one does not come back, with every one that does not; migrations without a down script
     *         are only applied
     */
    public void check() {
        List<String> failures = new ArrayList<>();
        for (MigrationId id : databases.ids()) {
            try {
                check(id);
            } catch (TestAbortedException e) {
                // it has no way back, or one before it is at fault
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }

    /**
     * One of them.
     *
     * @throws AssertionError when it does not come back; with what differs
     * @throws TestAbortedException when it has no down script, or one before it cannot be applied
     */
    public void check(MigrationId id) {
        try (TestDatabase database = steps.before(id)) {
            up(database, id, data);
            if (isRepeatable(id)) {
                return;
            }
            // rows that came after it are met by a second way back, as they may be lost on it
            if (data.put(database, new BreakPoint.After(id))) {
                Schema after = database.schema();
                down(database, id);
                migrate(database, id, "the up script cannot be run again over the rows that came after it");
                same(after, database.schema(),
                        "With rows put in after '" + id + "', the schema after its second up script is not"
                                + " what it was after the first");
            }
        }
    }

    private boolean isRepeatable(MigrationId id) {
        return databases.known().stream().anyMatch(m -> m.id().equals(id) && m.kind() == MigrationKind.REPEATABLE);
    }

    private void up(TestDatabase database, MigrationId id, TestData rows) {
        rows.put(database, new BreakPoint.Before(id));
        Schema before = database.schema();
        Map<KeptRows, Optional<KeptRows.Content>> rowsBefore = kept(database);
        migrate(database, id, "the up script fails");
        Schema after = database.schema();
        Map<KeptRows, Optional<KeptRows.Content>> rowsAfter = kept(database);
        survive(rowsBefore, rowsAfter, KeptRows::lost, "the up script of '" + id + "'");
        if (isRepeatable(id)) {
            return;
        }
        down(database, id);
        same(before, database.schema(),
                "The down script of '" + id + "' does not restore the schema that was there before its up script");
        survive(rowsBefore, kept(database), KeptRows::changed, "the down script of '" + id + "'");
        migrate(database, id, "the up script cannot be run again after the down script");
        same(after, database.schema(),
                "The second up script of '" + id + "' does not lead to the schema that the first led to");
        survive(rowsAfter, kept(database), KeptRows::changed, "up, down and up of '" + id + "'");
    }

    private static void migrate(TestDatabase database, MigrationId id, String failure) {
        try {
            database.migrate(new BreakPoint.After(id));
        } catch (RuntimeException e) {
            throw new AssertionError("'" + id + "': " + failure + ":\n" + e.getMessage(), e);
        }
    }

    private static void down(TestDatabase database, MigrationId id) {
        try {
            database.migrations().rollback(Target.last());
        } catch (RefusedException e) {
            if (e.discrepancies().stream().anyMatch(d -> d.kind() == Discrepancy.Kind.MISSING_DOWN)) {
                throw new TestAbortedException("'" + id + "' has no down script; its up script was applied");
            }
            throw new AssertionError("'" + id + "' cannot be reverted:\n" + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new AssertionError("'" + id + "': the down script fails:\n" + e.getMessage(), e);
        }
    }

    private void same(Schema expected, Schema actual, String message) {
        SchemaDifference difference = actual.since(expected);
        if (order == OrderOfColumns.IGNORED) {
            difference = difference.ignoringOrderOfColumns();
        }
        if (!difference.isEmpty()) {
            throw new AssertionError(message + ":\n" + difference.message());
        }
    }

    private Map<KeptRows, Optional<KeptRows.Content>> kept(TestDatabase database) {
        Map<KeptRows, Optional<KeptRows.Content>> kept = new LinkedHashMap<>();
        data.kept().forEach(rows -> kept.put(rows, rows.read(database)));
        return kept;
    }

    /** How two looks at rows are compared. */
    private interface Look {
        Optional<String> at(KeptRows rows, Optional<KeptRows.Content> before, Optional<KeptRows.Content> after);
    }

    private static void survive(Map<KeptRows, Optional<KeptRows.Content>> before,
            Map<KeptRows, Optional<KeptRows.Content>> after, Look look, String what) {
        List<String> lost = new ArrayList<>();
        before.forEach((rows, content) -> look.at(rows, content, after.get(rows)).ifPresent(lost::add));
        if (!lost.isEmpty()) {
            throw new AssertionError("Rows do not survive " + what + ":\n  - " + String.join("\n  - ", lost));
        }
    }

    @Override
    public void close() {
        steps.close();
    }
}
