package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.servers.Database;

/** One set, many schemas: what every database that has schemas does alike. */
abstract class SchemasContract {

    private static final long PATIENCE_SECONDS = 60;

    final ServerDatabase database;
    private final List<String> used = new ArrayList<>();
    final String north;
    final String south;
    final String west;

    SchemasContract(ServerDatabase database) {
        this.database = database;
        north = schema("north");
        south = schema("south");
        west = schema("west");
    }

    /** A name as it stands in SQL. */
    abstract String quoted(String name);

    /** Has names without a schema mean another one. */
    abstract String enter(String schema);

    /** A query: what a session's names without a schema mean. */
    abstract String where();

    /** The longest name that a schema can have. */
    abstract int longestName();

    /** A name that is taken by nobody else on the server. */
    final String schema(String name) {
        String unique = database.name() + "_" + name;
        used.add(unique);
        return unique;
    }

    @AfterEach
    void drop_schemas() {
        used.forEach(schema -> database.execute(drop(schema)));
    }

    abstract String drop(String schema);

    final SchemaMigrationsBuilder shops() {
        return shops(database);
    }

    private static SchemaMigrationsBuilder shops(TestDatabase on) {
        return on.migrations()
                .migration("1", "CREATE TABLE shop (id INT PRIMARY KEY); INSERT INTO shop VALUES (1)", "DROP TABLE shop")
                .migration("2", "CREATE TABLE item (id INT PRIMARY KEY)", "DROP TABLE item");
    }

    private List<String> in(String schema, String table, String column) {
        return database.query("SELECT " + column + " FROM " + quoted(schema) + "." + table + " ORDER BY 1");
    }

    private List<String> existing() {
        return database.query("SELECT schema_name FROM information_schema.schemata ORDER BY 1").stream().filter(used::contains)
                .toList();
    }

    private static List<String> ids(RunReport report) {
        return report.done().stream().map(StepReport::id).map(MigrationId::value).toList();
    }

    @Test
    void migrates_each_schema_and_makes_those_that_are_absent() {
        RunReport report = shops().schemas(List.of(north, south)).build().migrate();

        assertThat(report.bySchema()).containsOnlyKeys(north, south).allSatisfy(
                (schema, its) -> assertThat(ids(its)).containsExactly("1", "2"));
        assertThat(ids(report)).containsExactly("1", "2", "1", "2");
        for (String schema : List.of(north, south)) {
            assertThat(in(schema, "shop", "id")).containsExactly("1");
            assertThat(in(schema, "schema_migrations_history", "id")).containsExactly("1", "2");
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void tells_the_state_in_each_schema() {
        SchemaMigrations migrations = shops().schemas(List.of(north, south)).build();
        migrations.inSchema(south).migrate(Target.id("1"));

        StatusReport status = migrations.status();

        assertThat(status.bySchema().get(north).idsIn(MigrationState.PENDING)).hasSize(2);
        assertThat(status.bySchema().get(south).idsIn(MigrationState.PENDING)).containsExactly(MigrationId.of("2"));
        assertThat(status.idsIn(MigrationState.PENDING)).extracting(MigrationId::value).containsExactly("1", "2", "2");
        assertThat(migrations.migrate().bySchema().get(south).done()).hasSize(1);
        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(migrations.validate().valid()).isTrue();
    }

    @Test
    void makes_nothing_when_it_only_looks_or_goes_back() {
        SchemaMigrations migrations = shops().schemas(List.of(north, south)).build();

        assertThat(migrations.status().migrations()).hasSize(4);
        assertThat(migrations.plan().bySchema().get(north).steps()).hasSize(2);
        assertThat(migrations.plan().steps()).hasSize(4);
        assertThat(migrations.validate().bySchema()).containsOnlyKeys(north, south);
        assertThat(migrations.rollback().done()).isEmpty();
        assertThat(existing()).isEmpty();
    }

    @Test
    void one_that_fails_does_not_stop_the_others_and_is_named() {
        shops().build().inSchema(south).migrate(Target.id("1"));
        database.execute("CREATE TABLE " + quoted(south) + ".item (id INT)");
        SchemaMigrations migrations = shops().schemas(List.of(north, south, west)).build();

        SchemasFailedException failure = catchThrowableOfType(SchemasFailedException.class, migrations::migrate);

        assertThat(failure.failures()).containsOnlyKeys(south);
        assertThat(failure.failures().get(south)).isInstanceOf(MigrationFailedException.class);
        assertThat(failure.notBegun()).isEmpty();
        assertThat(failure).hasMessageStartingWith(
                "Failed in 1 of 3 schemas, the others are done:\n  - '" + south
                        + "': Migration '2' failed at ");
        RunReport report = failure.report().orElseThrow();
        assertThat(report.failed()).contains(MigrationId.of("2"));
        assertThat(ids(report.bySchema().get(north))).containsExactly("1", "2");
        assertThat(report.bySchema().get(south).failed()).contains(MigrationId.of("2"));
        assertThat(ids(report.bySchema().get(west))).containsExactly("1", "2");
    }

    @Test
    void a_script_that_goes_elsewhere_does_not_take_the_next_one_with_it() {
        database.execute("CREATE SCHEMA " + quoted(west));

        database.migrations().schemas(List.of(north, south))
                .migration("1", enter(west))
                .migration("2", "CREATE TABLE here (id INT)")
                .migration("3", "-- schema-migrations: transaction=none\n" + enter(west))
                .migration("4", "CREATE TABLE here_too (id INT)")
                .build().migrate();

        for (String schema : List.of(north, south)) {
            assertThat(in(schema, "here", "id")).isEmpty();
            assertThat(in(schema, "here_too", "id")).isEmpty();
        }
    }

    @Test
    void rolls_back_in_each_schema() {
        SchemaMigrations migrations = shops().schemas(List.of(north, south)).build();
        migrations.migrate();

        assertThat(ids(migrations.rollback())).containsExactly("2", "2");
        assertThat(ids(migrations.redo())).containsExactly("1", "1", "1", "1");
        assertThat(in(north, "schema_migrations_history", "state")).containsExactly("applied", "rolled back");
    }

    @Test
    void corrects_each_history() {
        SchemaMigrations migrations = shops().schemas(List.of(north, south)).build();
        migrations.migrate(Target.id("1"));

        assertThat(migrations.markAllApplied().bySchema().get(south).changes()).hasSize(1);
        assertThat(migrations.baseline(MigrationId.of("2")).changes()).isEmpty();
        assertThat(migrations.markApplied(MigrationId.of("2")).changes()).isEmpty();
        assertThat(migrations.repair().changes()).isEmpty();
        assertThat(migrations.planRollback().steps()).hasSize(2);
    }

    @Test
    void cleans_each_schema_and_no_other() {
        SchemaMigrations migrations = shops().schemas(List.of(north, south)).cleanAllowed().build();
        migrations.migrate();
        shops().build().inSchema(west).migrate();

        assertThat(migrations.clean().bySchema().get(north).dropped()).containsExactlyInAnyOrder("table shop", "table item",
                "table schema_migrations_history");
        assertThat(migrations.migrate().done()).hasSize(4);
        assertThat(in(west, "shop", "id")).containsExactly("1");
    }

    @Test
    void a_tenant_comes_while_the_application_runs() {
        SchemaMigrations migrations = shops().build();

        assertThat(migrations.schemas()).isEmpty();
        assertThat(migrations.inSchema(north).schemas()).containsExactly(north);
        assertThat(migrations.inSchema(north).migrate().done()).hasSize(2);
        assertThat(migrations.inSchema(north).migrate().done()).isEmpty();
        assertThat(migrations.inSchema(north).status().idsIn(MigrationState.APPLIED)).hasSize(2);
        assertThat(migrations.status().idsIn(MigrationState.PENDING)).as("the connection's own schema").hasSize(2);
    }

    @Test
    void another_tool_s_history_counts_in_the_schema_where_it_is() {
        String table = "__switchy_migrations (name VARCHAR(100), run_on TIMESTAMP)";
        database.execute("CREATE SCHEMA " + quoted(south), "CREATE TABLE " + table,
                "CREATE TABLE " + quoted(south) + "." + table);
        for (String schema : List.of("", quoted(south) + ".")) {
            database.execute("INSERT INTO " + schema + "__switchy_migrations VALUES ('1', CURRENT_TIMESTAMP)");
        }

        SchemasFailedException failure = catchThrowableOfType(SchemasFailedException.class,
                shops().schemas(List.of(north, south)).build()::migrate);

        assertThat(failure.failures()).containsOnlyKeys(south);
        assertThat(failure.failures().get(south)).isInstanceOf(AdoptionRefusedException.class);
        database.execute("CREATE TABLE " + quoted(south) + ".shop (id INT)");
        RunReport report = shops().schemas(List.of(north, south)).adopt(Adoption.switchy()).build().migrate();
        assertThat(ids(report.bySchema().get(south))).containsExactly("2");
        assertThat(in(south, "schema_migrations_history", "id")).containsExactly("1", "2");
    }

    @Test
    void takes_over_another_tool_s_history_in_each_schema() {
        for (String schema : List.of(north, south)) {
            database.execute("CREATE SCHEMA " + quoted(schema),
                    "CREATE TABLE " + quoted(schema) + ".__switchy_migrations (name VARCHAR(100), run_on TIMESTAMP)",
                    "INSERT INTO " + quoted(schema) + ".__switchy_migrations VALUES ('1', CURRENT_TIMESTAMP)");
        }

        AdoptionReport report = shops().schemas(List.of(north, south)).build().adopt(Adoption.switchy());

        assertThat(report.adopted()).hasSize(2);
        assertThat(report.bySchema().get(south).adopted()).hasSize(1);
    }

    @Test
    void several_schemas_at_a_time() throws Exception {
        List<String> schemas = IntStream.rangeClosed(1, 6).mapToObj(i -> schema("p" + i)).toList();
        CyclicBarrier together = new CyclicBarrier(3);
        SchemaMigrations migrations = shops().schemas(schemas).parallel(3).listener(new MigrationListener() {
            @Override
            public void beforeRun(String set, List<MigrationId> planned) {
                try {
                    together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("not three at a time", e);
                }
            }
        }).build();

        assertThat(migrations.migrate().bySchema().keySet()).containsExactlyElementsOf(schemas);
        assertThat(migrations.status().idsIn(MigrationState.APPLIED)).hasSize(12);
    }

    @Test
    void two_runners_make_the_same_schemas() throws ExecutionException, InterruptedException {
        List<String> schemas = IntStream.rangeClosed(1, 5).mapToObj(i -> schema("r" + i)).toList();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService runners = Executors.newFixedThreadPool(4);
        try {
            List<Future<RunReport>> reports = IntStream.range(0, 4).mapToObj(runner -> runners.submit(() -> {
                start.await();
                return shops().schemas(schemas).build().migrate();
            })).toList();
            start.countDown();

            int done = 0;
            for (Future<RunReport> report : reports) {
                done += report.get().done().size();
            }
            assertThat(done).isEqualTo(10);
        } finally {
            runners.shutdownNow();
        }
    }

    @Test
    void takes_names_as_they_are() {
        String odd = schema("O'Neil \"& Co\" Größe`s");

        assertThat(shops().schemas(List.of(odd)).build().migrate().done()).hasSize(2);
        assertThat(in(odd, "shop", "id")).containsExactly("1");
        assertThat(shops().schemas(List.of(odd)).build().migrate().done()).isEmpty();
    }

    @Test
    void refuses_names_that_are_too_long_before_anything_is_done() {
        String longest = schema("x".repeat(longestName() - database.name().length() - 1));
        SchemaMigrations migrations = shops().schemas(List.of(north, longest + "y", longest + "z")).build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("schemas: the name '" + longest + "y' has " + (longestName() + 1))
                .hasMessageContaining("; the name '" + longest + "z' has ").hasMessageEndingWith(": give a shorter one");
        assertThatThrownBy(shops().build().inSchema(longest + "y")::status).isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("the name '" + longest + "y' has ");
        assertThat(existing()).isEmpty();
        assertThat(shops().schemas(List.of(longest)).build().migrate().done()).hasSize(2);
    }

    @Test
    void asks_the_sources_once_a_command() {
        AtomicInteger asked = new AtomicInteger();
        SchemaMigrations migrations = database.migrations().source(() -> {
            asked.incrementAndGet();
            return List.of();
        }).schemas(List.of(north, south, west)).build();

        migrations.status();
        assertThat(asked.getAndSet(0)).isOne();
        migrations.migrate();
        assertThat(asked.get()).isOne();
    }

    @Test
    void gives_back_a_connection_that_is_as_it_was_when_nothing_is_pending() throws SQLException {
        shops().schemas(List.of(north, south)).build().migrate();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            TestDatabase pool = new TestDatabase() {
                @Override
                public DataSource dataSource() {
                    return new OneConnection(connection).dataSource();
                }

                @Override
                public Database address() {
                    return database.address();
                }

                @Override
                public String tablesQuery() {
                    return database.tablesQuery();
                }
            };
            List<String> before = pool.query(where());
            List<Connection> retired = new ArrayList<>();

            assertThat(shops(pool).connectionRetirement(retired::add).schemas(List.of(north, south)).build().migrate().done())
                    .isEmpty();
            shops(pool).schemas(List.of(north, south)).build().status();

            assertThat(pool.query(where())).isEqualTo(before);
            assertThat(retired).isEmpty();
            assertThat(shops(pool).connectionRetirement(retired::add).schemas(List.of(north, west)).build().migrate().done())
                    .hasSize(2);
            assertThat(retired).hasSize(1);
        }
    }

    @Test
    void runs_migrations_in_Java_in_each_schema_one_after_the_other_or_together() {
        List<String> schemas = List.of(north, south, west);
        for (int parallel : List.of(1, 3)) {
            SchemaMigrations migrations = withCode().schemas(schemas).parallel(parallel).build();

            assertThat(ids(migrations.migrate())).containsExactly("1", "2", "3", "4", "1", "2", "3", "4", "1", "2", "3", "4");
            for (String schema : schemas) {
                assertThat(in(schema, "shop", "id")).containsExactly("1", "3", "4");
            }
            assertThat(migrations.migrate().done()).isEmpty();
            assertThat(migrations.validate().valid()).isTrue();
            assertThat(ids(migrations.redo())).containsExactly("4", "4", "4", "4", "4", "4");
            assertThat(ids(migrations.inSchema(south).rollback(Target.id("2")))).containsExactly("4", "3");
            assertThat(in(south, "shop", "id")).containsExactly("1");
            assertThat(ids(migrations.inSchema(south).migrate())).containsExactly("3", "4");
            assertThat(migrations.planRollback(Target.all()).bySchema().get(west).steps()).hasSize(4);
            assertThat(migrations.rollback(Target.all()).done()).hasSize(12);
            assertThat(database.tables()).isEmpty();
        }
    }

    private SchemaMigrationsBuilder withCode() {
        return shops().migration("3", new AddsShop(3)).source(CodeTest.alone("4", new AddsShop(4)));
    }

    private record AddsShop(int id) implements CodeMigration {

        @Override
        public void up(MigrationContext context) throws SQLException {
            CodeTest.execute(context, "INSERT INTO shop VALUES (" + id + ")");
        }

        @Override
        public void down(MigrationContext context) throws SQLException {
            CodeTest.execute(context, "DELETE FROM shop WHERE id = " + id);
        }
    }
}
