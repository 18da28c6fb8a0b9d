package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Taking over what the real Flyway has migrated; its scripts stay as they are. */
@ParameterizedClass
@EnumSource
class FlywayAdoptionTest extends FlywayProject {

    private SchemaMigrations adopting() {
        return shop().adopt(Adoption.flyway()).build();
    }

    private AdoptionReport adopt() {
        return shop().build().adopt(Adoption.flyway());
    }

    private static List<String> words(AdoptionReport report) {
        return report.adopted().stream().map(Object::toString).toList();
    }

    private static List<String> passedOver(AdoptionReport report) {
        return report.passedOver().stream().map(Object::toString).toList();
    }

    private List<String> in(MigrationState state) {
        return shop().build().status().idsIn(state).stream().map(MigrationId::value).toList();
    }

    private String table() {
        return kind == DatabaseKind.SQLITE ? "\"" + TABLE + "\"" : TABLE;
    }

    private void insertRow(String type, String version, String description) {
        database.execute("INSERT INTO " + table() + " (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) SELECT max(installed_rank) + 1, " + version + ", '" + description
                + "', '" + type + "', '" + description + "', NULL, 'somebody', 5, TRUE FROM " + table());
    }

    @Test
    void takes_over_what_flyway_has_applied_and_verifies_all_of_it() {
        flyway().load().migrate();

        AdoptionReport report = adopt();

        assertThat(words(report)).containsExactly("'1' verified", "'1.1' verified", "'2.0' verified", "'shop names' verified");
        assertThat(report.passedOver()).isEmpty();
        assertThat(report.table().orElseThrow()).endsWith(TABLE);
        assertThat(in(MigrationState.APPLIED)).containsExactly("1", "1.1", "2.0", "shop names");
        assertThat(database.count(table())).isEqualTo(4);
    }

    @Test
    void its_scripts_go_on_working_without_being_renamed() {
        flyway().load().migrate();
        write("V10__customer.sql", "CREATE TABLE customer (id INT);");
        write("U10__customer.sql", "DROP TABLE customer;");

        assertThat(adopting().plan().steps()).extracting(step -> step.id().value()).containsExactly("10");
        assertThat(adopting().migrate().done()).extracting(step -> step.id().value()).containsExactly("10");
        assertThat(database.tables()).contains("customer");
        adopting().rollback();
        adopting().rollback();
        assertThat(database.tables()).contains("item").doesNotContain("customer", "sale");
    }

    @Test
    void keeps_when_and_by_whom_it_was_applied() {
        flyway().installedBy("the pipeline").load().migrate();

        adopt();

        Execution execution = shop().build().status().migrations().get(0).execution().orElseThrow();
        assertThat(execution.databaseUser()).isEqualTo("the pipeline");
        assertThat(execution.application()).contains("Flyway");
        assertThat(execution.duration()).isPresent();
        assertThat(Duration.between(execution.finished().orElseThrow(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void line_ends_and_byte_order_marks_change_nothing() {
        write("V3__windows.sql", "\uFEFFCREATE TABLE a (\r\n  id INT\r\n);\r\n\r\nCREATE TABLE b (id INT);");
        flyway().load().migrate();
        write("V3__windows.sql", "CREATE TABLE a (\n  id INT\n);\n\nCREATE TABLE b (id INT);\n");

        assertThat(words(adopt())).contains("'3' verified");
    }

    @Test
    void verifies_a_script_that_has_gained_directives_and_says_so() {
        flyway().load().migrate();
        write("V1_1__item.sql", "-- schema-migrations: transaction=none\n" + read("V1_1__item.sql"));
        write("R__shop_names.sql", "-- schema-migrations: statement-timeout=1M\n" + read("R__shop_names.sql"));

        AdoptionReport report = adopt();

        assertThat(words(report)).containsExactly("'1' verified", "'1.1' verified: without the lines of its directives",
                "'2.0' verified", "'shop names' verified: without the lines of its directives");
        assertThat(report.passedOver()).isEmpty();
        assertThat(adopting().migrate().done()).isEmpty();
    }

    @Test
    void verifies_a_script_that_had_directives_already() {
        write("V3__index.sql", "-- schema-migrations: transaction=none\nCREATE TABLE a (id INT);\n");
        flyway().load().migrate();

        assertThat(words(adopt())).contains("'3' verified");
    }

    private String read(String name) {
        try {
            return Files.readString(scripts.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refuses_a_script_that_was_changed_since() {
        flyway().load().migrate();
        write("V1_1__item.sql", "CREATE TABLE item (id INT);");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("the history of Flyway in '", "'1.1' was changed after Flyway applied it: ",
                        "V1_1__item.sql is ", ", applied was ");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void a_repeatable_that_was_changed_since_runs_again() {
        flyway().load().migrate();
        write("R__shop_names.sql", "DROP VIEW IF EXISTS shop_names;\nCREATE VIEW shop_names AS SELECT id, name FROM shop;");

        AdoptionReport report = adopt();

        assertThat(passedOver(report))
                .containsExactly("'R__shop_names.sql' has changed since it was applied, so that it will run again");
        assertThat(shop().build().migrate().done()).extracting(step -> step.id().value()).containsExactly("shop names");
    }

    @Test
    void a_repeatable_that_flyway_has_run_twice_counts_as_it_was_last() {
        flyway().load().migrate();
        write("R__shop_names.sql", "DROP VIEW IF EXISTS shop_names;\nCREATE VIEW shop_names AS SELECT id, name FROM shop;");
        flyway().load().migrate();

        assertThat(words(adopt())).hasSize(4).contains("'shop names' verified");
    }

    @Test
    void what_is_not_newer_than_a_baseline_counts_as_applied() {
        database.execute("CREATE TABLE shop (id INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL)",
                "CREATE TABLE item (id INT)");
        flyway().baselineVersion("1.1").load().baseline();
        flyway().load().migrate();

        AdoptionReport report = adopt();

        assertThat(words(report)).containsExactly("'1' not verified: it is not newer than Flyway's baseline, 1.1",
                "'1.1' not verified: it is not newer than Flyway's baseline, 1.1", "'2.0' verified", "'shop names' verified");
        assertThat(passedOver(report)).containsExactly("'1.1' is Flyway's baseline: what is not newer counts as applied");
    }

    @Test
    void what_flyway_has_repaired_away_is_passed_over() {
        write("V1.5__gone.sql", "CREATE TABLE gone (id INT);");
        flyway().load().migrate();
        remove("V1.5__gone.sql");
        flyway().load().repair();

        AdoptionReport report = adopt();

        assertThat(words(report)).hasSize(4).allSatisfy(one -> assertThat(one).endsWith(" verified"));
        assertThat(passedOver(report)).containsExactly("'1.5' was taken out of Flyway's history by 'flyway repair'");
    }

    @Test
    void what_was_undone_is_pending() {
        flyway().load().migrate();
        database.execute("DROP TABLE sale");
        insertRow("UNDO_SQL", "'2.0'", "sale");

        AdoptionReport report = adopt();

        assertThat(words(report)).containsExactly("'1' verified", "'1.1' verified", "'shop names' verified");
        assertThat(passedOver(report)).containsExactly("'2.0' was undone, so that it is pending");
        assertThat(shop().build().migrate().done()).extracting(step -> step.id().value()).containsExactly("2.0");
    }

    @Test
    void what_was_applied_again_after_it_was_undone_is_applied() {
        flyway().load().migrate();
        insertRow("UNDO_SQL", "'2.0'", "sale");
        insertRow("SQL", "'2'", "sale");

        assertThat(words(adopt())).contains("'2.0' not verified: Flyway stored no checksum");
    }

    @Test
    void what_was_no_script_cannot_be_verified() {
        flyway().load().migrate();
        write("V3__code.sql", "SELECT 1;");
        insertRow("JDBC", "'3'", "code");
        insertRow("SCHEMA", "NULL", "the schema");

        AdoptionReport report = adopt();

        assertThat(words(report)).contains("'3' not verified: Flyway did not run it as a SQL script (JDBC)");
        assertThat(passedOver(report)).containsExactly("'the schema' created the schema and is not a migration");
    }

    @Test
    void keeps_the_order_in_which_flyway_has_applied() {
        flyway().load().migrate();
        write("V1.2__late.sql", "CREATE TABLE late (id INT);");
        flyway().outOfOrder(true).load().migrate();

        adopt();

        assertThat(database.query("SELECT id FROM schema_migrations_history ORDER BY applied_order")).containsExactly("1",
                "1.1", "2.0", "shop names", "1.2");
        assertThat(shop().build().migrate().done()).isEmpty();
    }

    @Test
    void refuses_what_has_failed() {
        flyway().load().migrate();
        database.execute("UPDATE " + table() + " SET success = NOT success WHERE version = '1.1'");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("'V1_1__item.sql' has failed: look at the schema, take back by hand what it has left, and"
                        + " have Flyway forget it with 'flyway repair'; then start again");
    }

    @Test
    void refuses_what_the_sources_have_lost_unless_it_is_newer() {
        write("V1.5__gone.sql", "CREATE TABLE gone (id INT);");
        write("V11__newer.sql", "CREATE TABLE newer (id INT);");
        write("R__lost.sql", "SELECT 1;");
        flyway().load().migrate();
        remove("V1.5__gone.sql");
        remove("V11__newer.sql");
        remove("R__lost.sql");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("'V1.5__gone.sql' is applied according to '")
                .hasMessageContaining("restore its file with the id '1.5', or set missing=warn to go on without it")
                .message().doesNotContain("V11__newer", "R__lost");

        shop().policies(Policies.DEFAULT.with(Policies.Missing.WARN)).build().adopt(Adoption.flyway());
        assertThat(in(MigrationState.MISSING)).containsExactly("1.5", "lost");
        assertThat(in(MigrationState.FUTURE)).containsExactly("11");
    }

    @Test
    void refuses_two_ids_that_are_one_version_to_flyway() {
        flyway().load().migrate();
        write("02.sql", "SELECT 1;");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("'02' and '2.0' are one version to Flyway, 2: give one of them another id");
    }

    @Test
    void refuses_to_migrate_beside_flyway() {
        flyway().load().migrate();

        assertThatThrownBy(() -> shop().build().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("' is the history of Flyway\n")
                .hasMessageContaining("set quarkus.schema-migrations.adopt=flyway (adopt(Adoption.flyway())");
    }

    @Test
    void takes_over_a_table_of_another_name() {
        flyway().table("Migrations of us").load().migrate();

        assertThat(words(shop().build().adopt(Adoption.flyway("Migrations of us")))).hasSize(4);
    }
}
