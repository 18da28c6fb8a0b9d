package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Sessions as they are found: what servers, users, URLs and drivers set up in them. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlFoundSessionTest {

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    private boolean isMysqlDriver() {
        return database.url().startsWith("jdbc:mysql:");
    }

    @ParameterizedTest
    @ValueSource(strings = { "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES" })
    void begins_to_read_in_the_modes_of_the_url(String modes) {
        database.with("sessionVariables=sql_mode='" + modes + "'").migrations()
                .migration("1", "CREATE TABLE t (a TEXT);\nINSERT INTO t VALUES ('\\');\nINSERT INTO t VALUES ('x')",
                        "INSERT INTO t VALUES ('\\'); INSERT INTO t VALUES ('z')")
                .build().migrate();
        assertThat(database.query("SELECT a FROM t")).containsExactlyInAnyOrder("\\", "x");

        database.with("sessionVariables=sql_mode='" + modes + "'").migrations().build().rollback();
        assertThat(database.query("SELECT a FROM t")).containsExactlyInAnyOrder("\\", "\\", "x", "z");
    }

    @Test
    void begins_to_read_in_the_modes_that_every_connection_is_given() {
        database.connectedWith("SET SESSION sql_mode = 'ANSI_QUOTES'").migrations()
                .migration("1", "CREATE TABLE \"t\\\" (a INT);\nCREATE TABLE \"u\" (a INT);\n",
                        "DROP TABLE \"t\\\"; DROP TABLE \"u\"")
                .build().migrate();

        assertThat(database.tables()).contains("t\\", "u");
    }

    @Test
    void runs_in_the_modes_that_the_shell_would_have() {
        SchemaMigrations migrations = database.migrations()
                .migration("1", "CREATE TABLE count (a INT);\nCREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1",
                        "DROP FUNCTION one;\nCREATE FUNCTION two() RETURNS INT DETERMINISTIC RETURN 2;\nDROP TABLE count")
                .build();
        migrations.migrate();
        assertThat(database.query("SELECT sql_mode FROM information_schema.routines WHERE routine_schema = database()"))
                .hasSize(1).noneMatch(mode -> mode.contains("IGNORE_SPACE"));

        database.migrations().build().rollback();
        assertThat(database.query("SELECT CONCAT(routine_name, sql_mode) FROM information_schema.routines"
                + " WHERE routine_schema = database()")).hasSize(1).noneMatch(mode -> mode.contains("IGNORE_SPACE"));
    }

    @Test
    void code_runs_in_the_modes_that_the_shell_would_have() {
        database.migrations().migration("1", (CodeMigration) context -> {
            try (Statement statement = context.connection().createStatement()) {
                statement.execute("CREATE TABLE count (a INT)");
            }
        }).build().migrate();

        assertThat(database.tables()).contains("count");
    }

    @Test
    void keeps_a_mode_that_the_url_asks_for() {
        database.with("sessionVariables=sql_mode='IGNORE_SPACE'").migrations()
                .migration("1", "CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1").build().migrate();

        assertThat(database.query("SELECT sql_mode FROM information_schema.routines WHERE routine_schema = database()"))
                .hasSize(1).allMatch(mode -> mode.contains("IGNORE_SPACE"));
    }

    @Test
    void finds_the_database_where_the_driver_calls_it_a_schema() {
        ServerDatabase asSchema = database.with("databaseTerm=SCHEMA&useCatalogTerm=SCHEMA");
        SchemaMigrationsBuilder migrations = asSchema.migrations()
                .migration("1", "CREATE TABLE t (a INT); USE information_schema")
                .migration("2", "CREATE TABLE u (a INT)", "DROP TABLE u");

        assertThat(migrations.build().migrate().done()).hasSize(2);
        assertThat(database.tables()).contains("schema_migrations_history", "t", "u");
        assertThat(migrations.build().migrate().done()).isEmpty();
        assertThat(database.migrations().migration("1", "CREATE TABLE t (a INT); USE information_schema")
                .migration("2", "CREATE TABLE u (a INT)", "DROP TABLE u").build().migrate().done()).isEmpty();
    }

    @Test
    void says_so_when_the_connection_is_in_no_database() {
        for (String properties : List.of("", "databaseTerm=SCHEMA&useCatalogTerm=SCHEMA")) {
            ServerDatabase none = database.with(properties);
            ServerDatabase inNone = new ServerDatabase(none.url().replace("/" + database.name(), "/"), none.user(),
                    none.password(), none.name(), none.tablesQuery());

            assertThatThrownBy(inNone.migrations().migration("1", "DO 1").build()::migrate)
                    .hasMessageContaining("The connection is in no database");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "sessionVariables=sql_select_limit=1", "maxRows=1" })
    void reads_all_of_the_history_whatever_cuts_results(String property) {
        SchemaMigrations migrations = database.with(property).migrations().cleanAllowed()
                .migration("1", "CREATE TABLE t (a INT)").migration("2", "CREATE TABLE u (a INT)", "DROP TABLE u")
                .migration("3", "CREATE TABLE v (a INT)", "DROP TABLE v").build();
        migrations.migrate();

        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(migrations.status().idsIn(MigrationState.APPLIED)).hasSize(3);
        assertThat(migrations.rollback(Target.last(2)).done()).hasSize(2);
        assertThat(migrations.migrate().done()).hasSize(2);
        migrations.clean();
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void refuses_text_that_the_character_set_of_the_connection_lacks() {
        ServerDatabase latin1 = database.with("characterEncoding=latin1");
        SchemaMigrations migrations = latin1.migrations().migration("1", "CREATE TABLE t (a TEXT CHARACTER SET utf8mb4);\n"
                + "INSERT INTO t VALUES ('ä');\nINSERT INTO t VALUES ('10 €')").build();
        if (isMysqlDriver()) {
            assertThatThrownBy(migrations::migrate).isInstanceOf(UnsuitableScriptException.class)
                    .hasMessageContaining("memory:1/up.sql:3:27: the character € (U+20AC) cannot be sent: the connection's"
                            + " character set is latin1. Have it use utf8mb4: remove characterEncoding");
            assertThat(database.tables()).isEmpty();
            latin1.migrations().migration("1", "CREATE TABLE t (a TEXT CHARACTER SET utf8mb4);\n"
                    + "INSERT INTO t VALUES ('ä')").build().migrate();
            assertThat(database.query("SELECT a FROM t")).containsExactly("ä");
        } else {
            migrations.migrate();
            assertThat(database.query("SELECT a FROM t")).containsExactly("ä", "10 €");
        }
    }

    @Test
    void refuses_text_that_the_server_would_take_for_another_character_set() {
        SchemaMigrationsBuilder migrations = database.connectedWith("SET NAMES latin1").migrations();

        assertThatThrownBy(migrations.migration("1", "CREATE TABLE t (a INT);\nCREATE TABLE ä (a INT)").build()::migrate)
                .hasMessageContaining("memory:1/up.sql:2:14: the character ä (U+00E4) cannot be sent");
        assertThat(database.tables()).isEmpty();
    }
}
