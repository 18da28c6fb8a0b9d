package io.quarkiverse.schema.migrations.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.testing.host.Host;
import io.quarkiverse.schema.migrations.testing.host.Place;

/**
 * Databases for tests. One that is migrated is copied from a template, which is migrated when it is first asked for. For
 * any number of threads, but where the database is the one of an application under test: of that there is one at a time.
 */
public final class TestDatabases implements AutoCloseable {

    private final Host host;
    private final Function<DataSource, SchemaMigrations> maker;
    private final Map<BreakPoint, Template> templates = new HashMap<>();
    private List<MigrationStatus> known = List.of();

    /** Each has a lock of its own, so that one that is migrated for long does not hold up tests that want another. */
    private static final class Template {
        Place place;
    }

    TestDatabases(Host host, Function<DataSource, SchemaMigrations> maker) {
        this.host = host;
        this.maker = maker;
    }

    /** A database in which nothing is. */
    public TestDatabase empty() {
        return at(host.empty());
    }

    /** A database with all migrations applied. */
    public TestDatabase migrated() {
        return migrated(BreakPoint.end());
    }

    /**
     * A database with the migrations applied that come before a break point.
     *
     * @throws io.quarkiverse.schema.migrations.error.SchemaMigrationsException when migrating fails
     */
    public TestDatabase migrated(BreakPoint where) {
        Template template;
        synchronized (templates) {
            template = templates.computeIfAbsent(where, w -> new Template());
        }
        synchronized (template) {
            if (template.place == null) {
                TestDatabase first = where instanceof BreakPoint.End ? at(host.found()) : empty();
                try {
                    first.migrate(where);
                } catch (RuntimeException | Error e) {
                    first.close();
                    throw e;
                }
                template.place = keep(first);
            }
        }
        return copy(template.place);
    }

    /** The ids of all migrations, in order. */
    public List<MigrationId> ids() {
        return known().stream().map(MigrationStatus::id).toList();
    }

    /** The migrations as an empty database sees them. */
    synchronized List<MigrationStatus> known() {
        if (known.isEmpty()) {
            try (TestDatabase database = empty()) {
                known = database.migrations().status().migrations();
            }
        }
        return known;
    }

    Place keep(TestDatabase database) {
        return host.keep(database.place());
    }

    TestDatabase copy(Place kept) {
        return at(host.copy(kept));
    }

    void drop(Place place) {
        host.drop(place);
    }

    private TestDatabase at(Place place) {
        return new TestDatabase(place, maker.apply(place.dataSource()), this);
    }

    /** Drops the templates, and whatever tests have left. */
    @Override
    public void close() {
        host.close();
    }
}
