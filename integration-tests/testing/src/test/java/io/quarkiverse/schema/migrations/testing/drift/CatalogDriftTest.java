package io.quarkiverse.schema.migrations.testing.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport.Difference;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.Place;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.ScratchServer;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;

class CatalogDriftTest {

    private static final String SHOP = "CREATE TABLE shop (id INTEGER PRIMARY KEY, name VARCHAR(40));"
            + " CREATE INDEX shop_name ON shop (name)";

    /** As an application knows them. */
    private record Scratches(Database database, boolean isApart) implements ScratchServer {

        @Override
        public String url() {
            return database.url();
        }

        @Override
        public String key(String name) {
            return "quarkus.schema-migrations.\"shop\"." + name;
        }

        @Override
        public DataSource at(String url) {
            return dataSource(url, database);
        }
    }

    private static AgroalDataSource dataSource(String url, Database login) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS);
        configuration.connectionPoolConfiguration().maxSize(2).connectionFactoryConfiguration().jdbcUrl(url)
                .principal(new NamePrincipal(login.user())).credential(new SimplePassword(login.password()));
        return new io.agroal.pool.DataSource(configuration.get());
    }

    /** Where scripts were applied. */
    private record Applied(Optional<String> schema, String script) implements Place {

        SchemaMigrations on(DataSource dataSource, Optional<String> where) {
            SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(dataSource).migration("1", script);
            where.ifPresent(name -> builder.set("tenants").schemas(List.of(name)));
            return builder.build();
        }

        @Override
        public List<PlanReport> plan(DataSource scratch, Optional<String> where) {
            return List.of(on(scratch, where).plan(Target.latest()));
        }

        @Override
        public void migrate(DataSource scratch, Optional<String> where) {
            on(scratch, where).migrate();
        }
    }

    private static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long scratches(DataSource live, Server server) throws SQLException {
        try (Connection connection = live.getConnection();
                Statement statement = connection.createStatement();
                var count = statement.executeQuery("SELECT count(*) FROM "
                        + (server == Server.POSTGRESQL ? "pg_database WHERE datname"
                                : "information_schema.schemata WHERE schema_name")
                        + " LIKE 'schema_migrations_scratch%'")) {
            count.next();
            return count.getLong(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_changed_by_hand_is_told_and_the_scratch_database_is_dropped(Server server) throws SQLException {
        Database database = server.empty("drift");
        try (AgroalDataSource live = dataSource(database.url(), database)) {
            Applied shop = new Applied(Optional.empty(), SHOP);
            shop.migrate(live, Optional.empty());
            assertThat(new CatalogDrift().compare(live, new Scratches(database, false), List.of(shop)))
                    .containsExactly(List.of());
            execute(live, "ALTER TABLE shop ADD COLUMN by_hand INTEGER", "CREATE TABLE loose (id INTEGER)",
                    server == Server.POSTGRESQL ? "DROP INDEX shop_name" : "DROP INDEX shop_name ON shop");

            List<Difference> differences = new CatalogDrift().compare(live, new Scratches(database, false), List.of(shop))
                    .get(0);

            assertThat(differences).extracting(Difference::element).containsExactlyInAnyOrder("table shop, column by_hand",
                    "table shop, index shop_name", "table loose");
            assertThat(differences).filteredOn(each -> each.expected().isEmpty()).hasSize(2);
            assertThat(differences).filteredOn(each -> each.actual().isEmpty()).hasSize(1);
            assertThat(scratches(live, server)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void schemas_are_compared_by_themselves(Server server) throws SQLException {
        Database database = server.empty("drift");
        for (String schema : List.of("drift_north", "drift_south")) {
            if (server != Server.POSTGRESQL) {
                server.drop(server.running(), schema);
            }
        }
        try (AgroalDataSource live = dataSource(database.url(), database)) {
            List<Place> places = List.of(new Applied(Optional.empty(), SHOP.replace("shop", "audit")),
                    new Applied(Optional.of("drift_north"), SHOP), new Applied(Optional.of("drift_south"), SHOP));
            places.forEach(place -> place.migrate(live, place.schema()));
            CatalogDrift drift = new CatalogDrift();
            assertThat(drift.compare(live, new Scratches(database, false), places))
                    .containsExactly(List.of(), List.of(), List.of());
            execute(live, "ALTER TABLE drift_south.shop ADD COLUMN by_hand INTEGER");

            assertThat(drift.compare(live, new Scratches(database, false), places).get(2)).extracting(Difference::element)
                    .containsExactly("table shop, column by_hand");
            assertThat(drift.compare(live, new Scratches(database, false), places).subList(0, 2))
                    .containsExactly(List.of(), List.of());
            execute(live, "CREATE TABLE loose (id INTEGER)");
            assertThat(drift.compare(live, new Scratches(database, false), places).get(0)).extracting(Difference::element)
                    .containsExactly("table loose");
            assertThat(scratches(live, server)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failing_migration_leaves_no_scratch_database(Server server) throws SQLException {
        Database database = server.empty("drift");
        try (AgroalDataSource live = dataSource(database.url(), database)) {
            Applied wrong = new Applied(Optional.empty(), "DROP TABLE absent");

            assertThatThrownBy(() -> new CatalogDrift().compare(live, new Scratches(database, false), List.of(wrong)))
                    .hasMessageContaining("absent");
            assertThat(scratches(live, server)).isZero();
        }
    }

    @Test
    void who_may_not_create_databases_is_told_what_to_do() throws SQLException {
        Database database = Server.POSTGRESQL.empty("drift");
        Database modest = new Database(database.url(), "drift_modest", "modest");
        try (AgroalDataSource live = dataSource(database.url(), database)) {
            execute(live, "DROP ROLE IF EXISTS drift_modest", "CREATE ROLE drift_modest LOGIN PASSWORD 'modest'");

            assertThatThrownBy(() -> new CatalogDrift().compare(live, new Scratches(modest, false),
                    List.of(new Applied(Optional.empty(), SHOP)))).isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("The scratch database cannot be made: ")
                    .hasMessageEndingWith("\nNothing was changed.\nAllow the user to create databases, or name another one with"
                            + " 'quarkus.schema-migrations.\"shop\".drift-username' and"
                            + " 'quarkus.schema-migrations.\"shop\".drift-password', or another server with"
                            + " 'quarkus.schema-migrations.\"shop\".drift-jdbc-url'.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_reaches_beyond_the_database_runs_on_another_server_only(Server server) throws SQLException {
        Database database = server.empty("drift");
        try (AgroalDataSource live = dataSource(database.url(), database)) {
            String grants = server == Server.POSTGRESQL ? "DROP ROLE IF EXISTS drift_nobody"
                    : "SET GLOBAL max_connect_errors = 100";
            Applied wide = new Applied(Optional.empty(), SHOP + "; " + grants);

            assertThatThrownBy(() -> new CatalogDrift().compare(live, new Scratches(database, false), List.of(wide)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessage("Migration '1' (memory:1/up.sql) may reach beyond the scratch database, to what the application"
                            + " uses, so the set was not compared:\n  " + grants + "\nName a database on another"
                            + " server with 'quarkus.schema-migrations.\"shop\".drift-jdbc-url'. Nothing was changed");
            wide.migrate(live, Optional.empty());
            assertThat(new CatalogDrift().compare(live, new Scratches(database, true), List.of(wide)))
                    .containsExactly(List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "POSTGRESQL | ALTER ROLE app PASSWORD 'x' | true",
            "POSTGRESQL | ALTER SYSTEM SET work_mem = 1 | true",
            "POSTGRESQL | SELECT dblink_exec('host=live', 'DELETE FROM orders') | true",
            "POSTGRESQL | COPY orders FROM '/tmp/orders' | true",
            "POSTGRESQL | GRANT app TO other | true",
            "POSTGRESQL | GRANT SELECT ON shop TO app | false",
            "POSTGRESQL | CREATE TABLE users (id int) | false",
            "POSTGRESQL | INSERT INTO log VALUES ('CREATE ROLE x') | false",
            "MYSQL | USE live | true",
            "MYSQL | UPDATE live.orders SET id = 1 | true",
            "MYSQL | INSERT INTO `live` . orders VALUES (1) | true",
            "MYSQL | /*!50001 CREATE USER x */ | true",
            "MYSQL | SET @@global.sql_mode = '' | true",
            "MYSQL | GRANT SELECT ON *.* TO app | true",
            "MYSQL | SELECT o.live.x FROM o | false",
            "MYSQL | SET sql_mode = '' | false",
            "MARIADB | CREATE SCHEMA other | true",
            "SQLITE | ATTACH 'live.db' AS live | true",
            "SQLITE | CREATE TABLE attached (id INTEGER) | false" })
    void statements_that_reach_beyond_their_database_are_known(Kind kind, String statement, boolean reaches) {
        List<String> databases = kind == Kind.MYSQL ? List.of("live") : List.of();
        assertThat(new BeyondDatabase(kind, databases).reaches(statement)).isEqualTo(reaches);
    }
}
