package io.quarkiverse.schema.migrations.testing;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.testing.schema.Schema;
import io.quarkiverse.schema.migrations.testing.schema.SchemaDifference;
import io.quarkiverse.schema.migrations.testing.schema.Table;

/**
 * Compares the schemas that different ways lead to: a baseline script with the migrations that it replaces, and post-deploy
 * migrations that are applied later than newer migrations with all migrations in order. Nothing is compared where the
 * migrations have neither.
 */
public final class OtherWays {

    private final TestDatabases databases;
    private final FullCycle.OrderOfColumns order;

    private OtherWays(TestDatabases databases, FullCycle.OrderOfColumns order) {
        this.databases = databases;
        this.order = order;
    }

    /**
     * @param databases of the migrations
     * @param order whether columns must be in the same order
     */
    public static OtherWays of(TestDatabases databases, FullCycle.OrderOfColumns order) {
        return new OtherWays(Objects.requireNonNull(databases, "databases"), Objects.requireNonNull(order, "order"));
    }

    /**
     * Returns the migration whose baseline script a new database begins with; empty when it begins with the first migration.
     */
    public Optional<MigrationId> baseline() {
        try (TestDatabase database = databases.empty()) {
            Optional<PlannedStep> first = first(database, Target.latest());
            Optional<PlannedStep> oneByOne = first(database, Target.latest().withoutBaseline());
            return first.filter(step -> oneByOne.filter(other -> !other.id().equals(step.id())).isPresent())
                    .map(PlannedStep::id);
        }
    }

    private static Optional<PlannedStep> first(TestDatabase database, Target target) {
        return database.migrations().plan(target.withPostDeploy()).steps().stream().findFirst();
    }

    /** Whether there are post-deploy migrations. */
    public boolean hasPostDeploy() {
        try (TestDatabase database = databases.empty()) {
            return !database.migrations().plan(Target.latest().withPostDeploy()).steps()
                    .equals(database.migrations().plan(Target.latest().withoutPostDeploy()).steps());
        }
    }

    /**
     * Compares the schema and the number of rows in each table after the newest baseline script with those after the migrations
     * that it replaces.
     *
     * @throws AssertionError when they differ; with the differences
     */
    public void checkBaseline() {
        Optional<MigrationId> id = baseline();
        if (id.isEmpty()) {
            return;
        }
        try (TestDatabase expected = databases.migrated(new BreakPoint.After(id.get()));
                TestDatabase actual = databases.empty()) {
            actual.migrations().migrate(new Target.Id(id.get()).withPostDeploy());
            same(expected.schema(), actual.schema(), "The baseline script of '" + id.get()
                    + "' does not lead to the schema that the migrations up to it lead to");
            for (Table table : expected.schema().tables()) {
                String rows = rows(expected, table);
                String rowsOfBaseline = rows(actual, table);
                if (!rows.equals(rowsOfBaseline)) {
                    throw new AssertionError("The migrations up to '" + id.get() + "' leave " + rows + " rows in table "
                            + table.name() + ", its baseline script leaves " + rowsOfBaseline);
                }
            }
        }
    }

    private static String rows(TestDatabase database, Table table) {
        String quote = database.with(connection -> connection.getMetaData().getIdentifierQuoteString());
        // outside of the connection's schema, a name has the schema in front
        String name = quote + table.name().replace(".", quote + "." + quote) + quote;
        return database.query("SELECT count(*) FROM " + name).get(0).get(0);
    }

    private static void migrate(Supplier<RunReport> run, String failure) {
        try {
            run.get();
        } catch (SchemaMigrationsException e) {
            throw new AssertionError(failure + ":\n" + e.getMessage(), e);
        }
    }

    /**
     * Applies the post-deploy migrations after all others, and compares the schema with that of all migrations in order.
     *
     * @throws AssertionError when one cannot be applied then, or the schemas differ; with the differences
     */
    public void checkPostDeploy() {
        try (TestDatabase expected = databases.migrated(); TestDatabase actual = databases.empty()) {
            Target others = Target.latest().withoutBaseline().withoutPostDeploy();
            migrate(() -> actual.migrations().migrate(others),
                    "The others cannot be applied before the post-deploy migrations");
            migrate(actual::migrate, "The post-deploy migrations cannot be applied after the others");
            same(expected.schema(), actual.schema(),
                    "Post-deploy migrations that are applied after the others do not lead to the schema of all in order");
        }
    }

    private void same(Schema expected, Schema actual, String message) {
        SchemaDifference difference = actual.since(expected);
        if (order == FullCycle.OrderOfColumns.IGNORED) {
            difference = difference.ignoringOrderOfColumns();
        }
        if (!difference.isEmpty()) {
            throw new AssertionError(message + ":\n" + difference.message());
        }
    }
}
