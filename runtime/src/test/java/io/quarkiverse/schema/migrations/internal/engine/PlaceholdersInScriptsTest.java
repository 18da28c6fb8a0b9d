package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.PlannedStep;

/** Values that differ from place to place, on every database alike. */
@ParameterizedClass
@EnumSource
class PlaceholdersInScriptsTest {

    private static final String DOWN_TEXTS = "SELECT down_script FROM schema_migrations_history ORDER BY id";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations()
                .migration("1", "CREATE TABLE ${name}_shop (motto VARCHAR(99));\n"
                        + "INSERT INTO ${name}_shop VALUES ('${motto}')", "DROP TABLE ${name}_shop");
    }

    private static SchemaMigrations with(SchemaMigrationsBuilder builder, String name) {
        return builder.placeholder("name", name).placeholder("motto", "more than ${name}").build();
    }

    private List<String> tables() {
        return database.tables().stream().filter(table -> !table.equals("schema_migrations_history")).sorted().toList();
    }

    @Test
    void are_replaced_when_a_script_runs_and_values_are_not_looked_into() {
        with(shop(), "north").migrate();

        assertThat(tables()).containsExactly("north_shop");
        assertThat(database.query("SELECT motto FROM north_shop")).containsExactly("more than ${name}");
        assertThat(with(shop(), "north").migrate().done()).isEmpty();
    }

    @Test
    void are_none_unless_there_is_a_value() {
        database.migrations().migration("1", "CREATE TABLE shop (motto VARCHAR(99));"
                + " INSERT INTO shop VALUES ('${motto}')", "DROP TABLE shop; -- ${motto}").build().migrate();

        assertThat(database.query("SELECT motto FROM shop")).containsExactly("${motto}");
        assertThat(database.query(DOWN_TEXTS)).containsExactly("DROP TABLE shop; -- ${motto}");
    }

    @Test
    void may_change_their_values_without_changing_a_script() {
        with(shop(), "north").migrate();
        SchemaMigrations south = with(shop(), "south");

        assertThat(south.migrate().done()).isEmpty();
        assertThat(south.validate().discrepancies()).isEmpty();
    }

    @Test
    void do_not_make_a_repeatable_migration_run_again() {
        String view = "-- schema-migrations: repeatable\nINSERT INTO count_${name} VALUES (1)";
        SchemaMigrationsBuilder builder = database.migrations().migration("1", "CREATE TABLE count_north (n INT)")
                .migration("again", view);
        with(builder, "north").migrate();

        assertThat(with(database.migrations().migration("1", "CREATE TABLE count_north (n INT)").migration("again", view),
                "south").migrate().done()).isEmpty();
        assertThat(database.count("count_north")).isOne();
    }

    @Test
    void stand_in_the_stored_down_script_as_it_would_run_which_is_not_replaced_again() {
        with(database.migrations().migration("1", "CREATE TABLE log (line VARCHAR(99))")
                .migration("2", "CREATE TABLE ${name}_shop (id INT)",
                        "DROP TABLE ${name}_shop; INSERT INTO log VALUES ('${motto} \\${motto}')"),
                "north").migrate();
        assertThat(database.query(DOWN_TEXTS)).containsExactly(null,
                "DROP TABLE north_shop; INSERT INTO log VALUES ('more than ${name} ${motto}')");

        with(database.migrations().migration("1", "CREATE TABLE log (line VARCHAR(99))"), "south").rollback();

        assertThat(tables()).containsExactly("log");
        assertThat(database.query("SELECT line FROM log")).containsExactly("more than ${name} ${motto}");
    }

    @Test
    void are_replaced_in_the_down_script_that_the_sources_have() {
        with(shop(), "north").migrate();

        with(shop(), "north").rollback();

        assertThat(tables()).isEmpty();
    }

    @Test
    void are_replaced_in_what_is_taken_as_applied_too() {
        with(shop(), "north").markAllApplied();

        assertThat(database.query(DOWN_TEXTS)).containsExactly("DROP TABLE north_shop");
    }

    @Test
    void stand_in_a_plan_as_they_would_run() {
        assertThat(with(shop(), "north").plan().steps()).flatMap(PlannedStep::statements).containsExactly(
                "CREATE TABLE north_shop (motto VARCHAR(99))", "INSERT INTO north_shop VALUES ('more than ${name}')");
        with(shop(), "north").migrate();
        assertThat(with(shop(), "north").planRollback(Target.all()).steps()).flatMap(PlannedStep::statements)
                .containsExactly("DROP TABLE north_shop");
    }

    @Test
    void without_a_value_are_all_listed_before_anything_runs() {
        SchemaMigrations typing = database.migrations().placeholder("name", "north")
                .migration("1", "CREATE TABLE ok (id INT)")
                .migration("2", "CREATE TABLE ${nmae} (id INT);\n  -- ${x}\n", "DROP TABLE ${nmae}").build();

        assertThatThrownBy(typing::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Migration refused, nothing was changed:\n"
                        + "  - memory:2/up.sql:1:14: the placeholder ${nmae} has no value: give it one, or correct its name;"
                        + " write \\${ for a literal ${\n"
                        + "  - memory:2/up.sql:2:6: the placeholder ${x} has no value: give it one, or correct its name;"
                        + " write \\${ for a literal ${\n"
                        + "  - memory:2/down.sql:1:12: the placeholder ${nmae} has no value: give it one, or correct its"
                        + " name; write \\${ for a literal ${");
        assertThatThrownBy(typing::plan).isInstanceOf(UnsuitableScriptException.class);
        assertThatThrownBy(() -> typing.markApplied(MigrationId.of("2"))).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("memory:2/down.sql:1:12");
        assertThat(tables()).isEmpty();
        assertThat(typing.status().migrations()).allSatisfy(
                migration -> assertThat(migration.state()).hasToString("PENDING"));
    }

    @Test
    void leave_the_place_of_a_failure_as_it_is_written_and_do_not_show_their_values() {
        SchemaMigrations failing = database.migrations().placeholder("long", "a much longer name\n")
                .placeholder("s", "s3cret")
                .migration("1", "/* ${long} */ CREATE TABLE shop (id INT);\n/* ${long} */ INSERT INTO shop /* ${long} */"
                        + " VALUES ('${s}', 2, 3)")
                .build();

        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("memory:1/up.sql:2:")
                .hasMessageContaining("\n  INSERT INTO shop VALUES ('${s}', 2, 3)\n");
    }

    @Test
    void have_names_that_can_stand_in_a_script() {
        assertThatThrownBy(() -> database.migrations().placeholder("a}", "")).isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("'a}' cannot be the name of a placeholder");
    }
}
