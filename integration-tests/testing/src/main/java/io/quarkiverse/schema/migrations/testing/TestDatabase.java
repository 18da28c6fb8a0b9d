package io.quarkiverse.schema.migrations.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.testing.catalog.Catalog;
import io.quarkiverse.schema.migrations.testing.host.Place;
import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** A database that a test has for itself. Closing it drops it. */
public final class TestDatabase implements AutoCloseable {

    private final Place place;
    private final SchemaMigrations migrations;
    private final TestDatabases databases;

    TestDatabase(Place place, SchemaMigrations migrations, TestDatabases databases) {
        this.place = place;
        this.migrations = migrations;
        this.databases = databases;
    }

    /** Leads to it. */
    public DataSource dataSource() {
        return place.dataSource();
    }

    /** The commands of the set on it: the engine itself, with real rows in the history. */
    public SchemaMigrations migrations() {
        return migrations;
    }

    /** What is there now, without histories. */
    public Schema schema() {
        return with(connection -> Catalog.of(connection).schema());
    }

    /** Applies all pending migrations, post-deploy migrations included, one by one: baseline scripts do not count. */
    public RunReport migrate() {
        return migrate(Target.latest());
    }

    /** Applies the pending migrations up to and including one that there is. */
    void migrateTo(MigrationId id) {
        migrations.migrate(upTo(id));
    }

    /** What {@link #migrateTo} applies. */
    static Target upTo(MigrationId id) {
        return oneByOne(new Target.Id(id));
    }

    private RunReport migrate(Target target) {
        return migrations.migrate(oneByOne(target));
    }

    private static Target oneByOne(Target target) {
        return target.withoutBaseline().withPostDeploy();
    }

    /**
     * Applies the pending migrations that come before a break point.
     *
     * @return what was done; nothing when that was all done before
     * @throws IllegalArgumentException when there is no such migration, or it must be stopped before one that is applied
     */
    public RunReport migrate(BreakPoint where) {
        if (where instanceof BreakPoint.Before before) {
            return migrateBefore(before.id());
        }
        if (where instanceof BreakPoint.After after) {
            requireKnown(after.id());
            return migrate(new Target.Id(after.id()));
        }
        return migrate();
    }

    private RunReport migrateBefore(MigrationId id) {
        requireKnown(id);
        List<MigrationStatus> pending = migrations.status().migrations().stream().filter(TestDatabase::isPending).toList();
        List<MigrationId> ids = pending.stream().map(MigrationStatus::id).toList();
        int count = ids.indexOf(id);
        if (count < 0) {
            throw new IllegalArgumentException("Migration '" + id + "' is applied already, so nothing can stop before it");
        }
        if (count == 0) {
            // there is no target that applies nothing
            return new RunReport(migrations.set(), Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), ids.size(),
                    List.of(), Duration.ZERO);
        }
        return migrate(Target.next(count));
    }

    private void requireKnown(MigrationId id) {
        List<MigrationId> ids = migrations.status().migrations().stream().map(MigrationStatus::id).toList();
        if (!ids.contains(id)) {
            throw new IllegalArgumentException("There is no migration '" + id + "' to stop at; there are " + ids);
        }
    }

    private static boolean isPending(MigrationStatus migration) {
        return migration.state() == MigrationState.PENDING || migration.state() == MigrationState.ROLLED_BACK
                || migration.state() == MigrationState.OUT_OF_ORDER || migration.state() == MigrationState.HELD;
    }

    /**
     * Runs statements, each by itself.
     *
     * @throws AssertionError when one fails
     */
    public void execute(String... statements) {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                // what stands in braces is no business of JDBC's
                statement.setEscapeProcessing(false);
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return statements;
        });
    }

    /**
     * What a query answers, each value as a text.
     *
     * @return a list a row, with null for NULL
     * @throws AssertionError when it fails
     */
    public List<List<String>> query(String sql) {
        return with(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
                List<List<String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(Collections.unmodifiableList(row));
                }
                return rows;
            }
        });
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T with(Work<T> work) {
        try (Connection connection = dataSource().getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    Place place() {
        return place;
    }

    @Override
    public void close() {
        databases.drop(place);
    }
}
