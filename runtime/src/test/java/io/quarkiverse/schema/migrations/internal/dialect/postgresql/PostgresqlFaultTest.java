package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

class PostgresqlFaultTest {

    private final ServerDatabase database = Servers.postgresql();

    private String role(String... grants) {
        String role = "role_" + database.name();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'");
        for (String grant : grants) {
            database.execute(grant + " TO " + role);
        }
        return role;
    }

    @Test
    void says_so_when_the_connection_is_ended_in_the_middle() {
        SchemaMigrations migrations = database.migrations().migration("1", "CREATE TABLE a (x int)")
                .migration("2", "CREATE TABLE b (x int);\nSELECT pg_terminate_backend(pg_backend_pid())")
                .migration("3", "CREATE TABLE c (x int)").build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(MigrationFailedException.class,
                failure -> assertThat(failure.report().orElseThrow().done()).hasSize(1))
                .hasMessageStartingWith("Migration '2' failed at memory:2/up.sql:2:1: FATAL: terminating connection due to"
                        + " administrator command (SQL state 57P01)");
        assertThat(database.tables()).containsExactlyInAnyOrder("a", "schema_migrations_history");
        assertThat(database.migrations().migration("1", "CREATE TABLE a (x int)").migration("2", "CREATE TABLE b (x int)")
                .build().migrate().done()).hasSize(1);
    }

    @Test
    void says_so_when_the_user_may_not_make_the_table() {
        String role = role();

        assertThatThrownBy(database.as(role, "secret").migrations().migration("1", "SELECT 1").build()::migrate)
                .isInstanceOf(HistoryTableException.class)
                .hasMessage(
                        "The history table 'public.schema_migrations_history' cannot be created: ERROR: permission denied for"
                                + " schema public\n  Position: 28. Connect as a user who may create tables there, or set history-table"
                                + " to another place; nothing was run");
    }

    @Test
    void says_so_when_the_session_can_only_read() {
        ServerDatabase reading = database.with("options=-cdefault_transaction_read_only=on");

        assertThatThrownBy(reading.migrations().migration("1", "SELECT 1").build()::migrate)
                .isInstanceOf(HistoryTableException.class).hasMessageContaining("read-only transaction");
    }

    @Test
    void needs_no_more_than_reading_when_nothing_is_pending() {
        database.migrations().migration("1", "SELECT 1").build().migrate();
        String role = role("GRANT SELECT ON schema_migrations_history");
        ServerDatabase reading = database.with("options=-cdefault_transaction_read_only=on").as(role, "secret");

        assertThat(reading.migrations().migration("1", "SELECT 1").build().migrate().done()).isEmpty();
    }

    @Test
    void says_so_when_there_is_no_schema() {
        ServerDatabase nowhere = database.with("options=-csearch_path=nowhere");

        assertThatThrownBy(nowhere.migrations().migration("1", "SELECT 1").build()::migrate)
                .isInstanceOf(HistoryTableException.class)
                .hasMessage("There is no schema for the history table 'schema_migrations_history': none on the search path of"
                        + " this connection exists. Create one, or set history-table to <schema>.schema_migrations_history");
    }

    @Test
    void refuses_a_name_that_the_server_would_cut() {
        String name = "ä".repeat(32);

        assertThatThrownBy(database.migrations().historyTable(name).migration("1", "SELECT 1").build()::migrate)
                .isInstanceOf(InvalidSettingException.class).hasMessage("history-table: the name '" + name
                        + "' has 64 bytes, and PostgreSQL would cut it to 63: set a shorter one");
        assertThat(database.migrations().historyTable("Ä; \"x'".repeat(8)).migration("1", "SELECT 1").build().migrate().done())
                .hasSize(1);
    }

    @Test
    void says_so_when_a_server_is_down() {
        TestDatabase down = new ServerDatabase("jdbc:postgresql://127.0.0.1:1/x", "x", "x", "x", "");

        assertThatThrownBy(down.migrations().migration("1", "SELECT 1").build()::migrate).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Cannot connect to the database");
    }

    @Test
    void finds_the_history_by_its_schema_whatever_a_script_does_to_the_search_path() {
        database.execute("CREATE SCHEMA a", "CREATE SCHEMA b");
        SchemaMigrations migrations = database.with("options=-csearch_path=a").migrations()
                .migration("1", "ALTER DATABASE " + database.name() + " SET search_path = b; SET search_path = b;"
                        + "SELECT set_config('search_path', '', false)")
                .migration("2", "CREATE TABLE t (x int)").build();

        migrations.migrate();

        assertThat(database.query("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                + " WHERE table_schema IN ('a', 'b') ORDER BY 1")).containsExactly("a.schema_migrations_history", "a.t");
    }
}
