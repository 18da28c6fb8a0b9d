package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.acme.Tenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.servers.CountingProxy;

class PostgresqlSchemasTest extends SchemasContract {

    @TempDir
    Path scripts;

    PostgresqlSchemasTest() {
        super(Servers.postgresql());
    }

    @Override
    String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    String enter(String schema) {
        return "SET search_path TO " + quoted(schema);
    }

    @Override
    String where() {
        return "SELECT current_setting('search_path')";
    }

    @Override
    int longestName() {
        return 63;
    }

    @Override
    String drop(String schema) {
        return "DROP SCHEMA IF EXISTS " + quoted(schema) + " CASCADE";
    }

    @Test
    void scripts_reach_what_was_on_the_search_path_before() {
        database.execute("CREATE DOMAIN amount AS int CHECK (VALUE > 0)");

        database.migrations().schemas(List.of("tenant")).migration("1", "CREATE TABLE price (a amount)").build().migrate();

        assertThat(database.query("SELECT table_schema FROM information_schema.tables WHERE table_name = 'price'"))
                .containsExactly("tenant");
    }

    @Test
    void a_search_path_that_is_empty_gets_the_schema_alone() {
        SchemaMigrationsBuilder.of(database.connectedWith("SET search_path TO ''").dataSource()).schemas(List.of("tenant"))
                .migration("1", "CREATE TABLE price (a int)").build().migrate();

        assertThat(database.count("tenant.price")).isZero();
    }

    @Test
    void counts_bytes_of_a_name_and_refuses_the_server_s_own() {
        SchemaMigrations migrations = database.migrations().migration("1", "").schemas(List.of("ü".repeat(32), "pg_mine"))
                .build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(InvalidSettingException.class).hasMessage("schemas: the name '"
                + "ü".repeat(32) + "' has 64 bytes, and PostgreSQL would cut it to 63: give a shorter one; the name 'pg_mine'"
                + " is PostgreSQL's own, as all that begin with pg_: give another one");
    }

    @Test
    void has_nothing_to_resolve_in_any_schema_because_a_failure_leaves_nothing() {
        one_that_fails_does_not_stop_the_others_and_is_named();
        SchemaMigrations migrations = shops().schemas(List.of(north, south, west)).build();

        assertThatThrownBy(() -> migrations.resolve(MigrationId.of("2"), Resolution.APPLIED))
                .isInstanceOf(SchemasFailedException.class).hasMessageContaining("Failed in all 3 schemas")
                .hasMessageContaining("'" + north + "', '" + south + "', '" + west + "': '2' is neither");
    }

    @Test
    void says_when_a_schema_cannot_be_made() {
        String user = database.name() + "_nobody";
        database.execute("CREATE ROLE " + user + " LOGIN");
        try {
            SchemaMigrations migrations = database.as(user, "").migrations().migration("1", "").schemas(List.of("tenant"))
                    .build();

            assertThatThrownBy(migrations::migrate).isInstanceOf(SchemasFailedException.class)
                    .hasMessageContaining("The schema 'tenant' cannot be made or used: ")
                    .hasMessageContaining("permission denied")
                    .hasMessageEndingWith(" Make it first, or connect as a user who may; nothing was run");
        } finally {
            database.execute("DROP ROLE " + user);
        }
    }

    @Test
    void needs_no_right_to_make_a_schema_that_is_there() {
        String user = database.name() + "_tenant";
        database.execute("CREATE ROLE " + user + " LOGIN", "CREATE SCHEMA tenant AUTHORIZATION " + user);
        try {
            assertThat(database.as(user, "").migrations().migration("1", "CREATE TABLE a (id int)").schemas(List.of("tenant"))
                    .build().migrate().done()).hasSize(1);
        } finally {
            database.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
        }
    }

    @Test
    void the_manual_shows_how_a_tenant_fails_and_what_to_do_about_tenants() throws IOException {
        SchemaMigrations migrations = database.migrations().schemas(List.of("tenant_1", "tenant_2", "tenant_3"))
                .directory(Files.createDirectories(scripts), "postgresql").build();
        Tenants tenants = new Tenants(migrations);
        Files.writeString(scripts.resolve("1_invoices.sql"), "CREATE TABLE invoice (id bigint PRIMARY KEY);");
        assertThat(tenants.behind()).containsExactly("tenant_1", "tenant_2", "tenant_3");
        assertThat(tenants.broken()).isEmpty();
        assertThat(tenants.behind()).isEmpty();
        database.execute("INSERT INTO tenant_2.invoice VALUES (-7)");
        Files.writeString(scripts.resolve("2_positive_ids.sql"), "ALTER TABLE invoice ADD CHECK (id > 0);");

        assertThatThrownBy(migrations::migrate).isInstanceOf(SchemasFailedException.class)
                .satisfies(failure -> assertThat(failure.getMessage().replace(scripts + "/", "")).isEqualTo(shown()));
        assertThat(tenants.broken()).containsExactly("tenant_2");
        assertThat(tenants.behind()).containsExactly("tenant_2");
        tenants.comes("tenant_4");
        assertThat(database.count("tenant_4.invoice")).isZero();
    }

    private static String shown() {
        try (InputStream text = PostgresqlSchemasTest.class.getResourceAsStream("/many-schemas/failed.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takes_one_statement_a_schema_when_nothing_is_pending() throws IOException {
        List<String> schemas = List.of("a", "b", "c", "d", "e");
        try (CountingProxy proxy = CountingProxy.to(database.address())) {
            SchemaMigrations migrations = database.through(proxy).migrations().migration("1", "").schemas(schemas).build();
            migrations.migrate();
            proxy.count().roundTrips();
            database.through(proxy).execute();
            int connecting = proxy.count().roundTrips();

            migrations.migrate();

            assertThat(proxy.count().roundTrips()).isEqualTo(connecting + 5 * (connecting + 1));
        }
    }
}
