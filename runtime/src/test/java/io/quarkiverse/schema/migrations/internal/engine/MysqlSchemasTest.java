package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.servers.CountingProxy;

/** A schema is a database here. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlSchemasTest extends SchemasContract {

    MysqlSchemasTest(DatabaseKind kind) {
        super(kind.onServer());
    }

    @Override
    String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    String enter(String schema) {
        return "USE " + quoted(schema);
    }

    @Override
    String where() {
        return "SELECT DATABASE()";
    }

    @Override
    int longestName() {
        return 64;
    }

    @Override
    String drop(String schema) {
        return "DROP DATABASE IF EXISTS " + quoted(schema);
    }

    @Test
    void refuses_a_name_that_the_server_does_not_take() {
        SchemaMigrations migrations = database.migrations().migration("1", "").schemas(List.of("tenant ")).build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("schemas: the name 'tenant ' ends with a blank or has a character that ")
                .hasMessageEndingWith(" does not take: give another one");
    }

    @Test
    void resolves_where_there_is_something_to_resolve() {
        one_that_fails_does_not_stop_the_others_and_is_named();
        SchemaMigrations migrations = shops().schemas(List.of(north, south, west)).build();

        assertThat(migrations.resolve(MigrationId.of("2"), Resolution.APPLIED).bySchema()).containsOnlyKeys(south);
        assertThat(migrations.status().idsIn(MigrationState.APPLIED)).hasSize(6);
    }

    @Test
    void needs_no_database_in_the_url() {
        ServerDatabase nowhere = new ServerDatabase(database.url().replace("/" + database.name(), "/"), database.user(),
                database.password(), database.name(), database.tablesQuery());

        assertThat(nowhere.migrations().migration("1", "CREATE TABLE a (id INT)").schemas(List.of(north)).build().migrate()
                .done()).hasSize(1);
        assertThat(database.count(quoted(north) + ".a")).isZero();
    }

    @Test
    void takes_one_statement_a_schema_when_nothing_is_pending() throws IOException {
        try (CountingProxy counter = CountingProxy.to(database.address())) {
            SchemaMigrations migrations = database.through(counter).migrations().migration("1", "")
                    .schemas(List.of(north, south, west)).build();
            migrations.migrate();
            counter.count().roundTrips();
            database.through(counter).execute();
            int connecting = counter.count().roundTrips();

            migrations.migrate();

            assertThat(counter.count().roundTrips()).isEqualTo(connecting + 3 * (connecting + 1));
        }
    }
}
