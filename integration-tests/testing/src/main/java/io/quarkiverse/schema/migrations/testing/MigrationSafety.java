package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.opentest4j.TestAbortedException;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.safety.SafetyMeasurement;
import io.quarkiverse.schema.migrations.testing.safety.SafetyReport;
import io.quarkiverse.schema.migrations.testing.safety.SafetyRules;

/**
 * Measures what each migration does to a database that is in use: which locks it holds and for how long, which tables it
 * reads in full or writes a second time, and what an older release cannot work with. Each is applied by the engine to a
 * database with rows, and observed from another connection and in the catalog. Not thread-safe.
 */
public final class MigrationSafety implements AutoCloseable {

    private final TestDatabases databases;
    private final TestData data;
    private final SafetyRules rules;
    private final Map<MigrationId, SafetyReport> reports = new LinkedHashMap<>();
    /** The migrations in order; empty before the database is made. */
    private final Map<MigrationId, PlannedStep> steps = new LinkedHashMap<>();
    private TestDatabase database;
    private SafetyMeasurement measurement;
    private String stuck;

    private MigrationSafety(TestDatabases databases, TestData data, SafetyRules rules) {
        this.databases = databases;
        this.data = data;
        this.rules = rules;
    }

    /** Returns a measurement with generated rows and the usual rules. Closing it drops its database. */
    public static MigrationSafety of(TestDatabases databases) {
        return of(databases, TestData.none(), SafetyRules.DEFAULT);
    }

    /** Returns a measurement with the rows of a test, to which rows are added where a table has fewer than the rules say. */
    public static MigrationSafety of(TestDatabases databases, TestData data, SafetyRules rules) {
        return new MigrationSafety(databases, Objects.requireNonNull(data, "data"), Objects.requireNonNull(rules, "rules"));
    }

    /**
     * Checks all migrations.
     *
     * @throws AssertionError when one is not safe, with everything that was found
     */
    public void check() {
        List<String> failures = new ArrayList<>();
        for (MigrationId id : ids()) {
            try {
                check(id);
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }

    /**
     * Checks one migration.
     *
     * @throws AssertionError when it is not safe, with what was found, what happens meanwhile and how to write it safely
     * @throws TestAbortedException when one before it cannot be applied, or nothing can be measured on this database
     */
    public void check(MigrationId id) {
        measure(id).assertSafe();
    }

    /**
     * Measures one migration, and those before it that were not measured yet.
     *
     * @throws AssertionError when it cannot be applied
     * @throws TestAbortedException when one before it cannot be applied, or nothing can be measured on this database
     * @throws IllegalArgumentException when there is no such migration
     */
    public SafetyReport measure(MigrationId id) {
        List<MigrationId> ids = ids();
        if (!ids.contains(id)) {
            throw new IllegalArgumentException("There is no migration '" + id + "' to measure; there are " + ids);
        }
        for (MigrationId next : ids.subList(0, ids.indexOf(id) + 1)) {
            if (!reports.containsKey(next)) {
                if (stuck != null) {
                    throw new TestAbortedException(stuck);
                }
                reports.put(next, apply(next));
            }
        }
        return reports.get(id);
    }

    private SafetyReport apply(MigrationId id) {
        try {
            begin();
            data.put(database, new BreakPoint.Before(id));
            SafetyReport report = measurement.of(steps.get(id), () -> database.migrateTo(id));
            data.put(database, new BreakPoint.After(id));
            return canBeRolledBack() ? report : report.withoutRollback();
        } catch (TestAbortedException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            stuck = "Not measured: '" + id + "' cannot be applied, see its own test";
            throw new AssertionError("'" + id + "' cannot be applied to a database with rows: " + e.getMessage(), e);
        }
    }

    /** Whether the migration that was applied last can be rolled back. */
    private boolean canBeRolledBack() {
        try {
            database.migrations().planRollback(Target.last());
            return true;
        } catch (RefusedException e) {
            return e.discrepancies().stream().noneMatch(each -> each.kind() == Discrepancy.Kind.MISSING_DOWN);
        }
    }

    private List<MigrationId> ids() {
        if (database == null) {
            database = databases.empty();
            database.migrations().plan(Target.latest().withoutBaseline().withPostDeploy()).steps()
                    .forEach(step -> steps.put(step.id(), step));
        }
        return List.copyOf(steps.keySet());
    }

    private void begin() {
        if (measurement != null) {
            return;
        }
        if (database.with(Kind::of) == Kind.SQLITE) {
            throw new TestAbortedException("SQLite locks the whole database for every migration: there is nothing to measure");
        }
        data.putInitially(database);
        boolean hasTables = !database.schema().tables().isEmpty();
        if (hasTables) {
            makeHistory();
        }
        measurement = SafetyMeasurement.of(database.dataSource(), rules);
    }

    /** What is observed is noted by the history table, so there must be one before the first migration that matters. */
    private void makeHistory() {
        database.migrations().markApplied(ids().get(0));
        SafetyMeasurement.emptyHistory(database.dataSource());
    }

    /** Drops the database. */
    @Override
    public void close() {
        if (measurement != null) {
            measurement.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
