package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** What every database does alike. */
@ParameterizedClass
@EnumSource
class MigrateTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrations shop() {
        return database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY); INSERT INTO shop VALUES (1)", "DROP TABLE shop")
                .migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY)", "DROP TABLE item")
                .migration("10", "INSERT INTO item VALUES (10)")
                .build();
    }

    static List<String> ids(RunReport report) {
        return report.done().stream().map(StepReport::id).map(MigrationId::value).toList();
    }

    @Test
    void applies_everything_pending_in_order() throws SQLException {
        RunReport report = shop().migrate();

        assertThat(ids(report)).containsExactly("1", "2", "10");
        assertThat(report.done().get(0).statements()).isEqualTo(2);
        assertThat(database.count("item")).isOne();
        assertThat(shop().status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value).containsExactly("1", "2",
                "10");
    }

    @Test
    void does_nothing_the_second_time() {
        shop().migrate();

        assertThat(shop().migrate().done()).isEmpty();
    }

    @Test
    void stops_at_the_target() {
        assertThat(ids(shop().migrate(Target.next(1)))).containsExactly("1");
        assertThat(ids(shop().migrate(Target.id("2")))).containsExactly("2");
        assertThat(shop().status().idsIn(MigrationState.PENDING)).extracting(MigrationId::value).containsExactly("10");
    }

    @Test
    void refuses_a_target_that_the_sources_do_not_know() {
        assertThatThrownBy(() -> shop().migrate(Target.id("3"))).isInstanceOf(UnknownTargetException.class)
                .hasMessage("There is no migration '3' in the sources, so it cannot be the target; nothing was run");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void refuses_an_edited_script() {
        database.migrations().migration("1", "CREATE TABLE shop (id INT)").build().migrate();
        SchemaMigrations edited = database.migrations().migration("1", "CREATE TABLE shop (id INT, name TEXT)").build();

        assertThatThrownBy(edited::migrate).isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Migration refused, nothing was changed:\n  - '1': checksum mismatch"
                        + " (memory:1/up.sql is ");
        assertThat(edited.validate().discrepancies()).hasSize(1);
        assertThat(database.migrations().migration("1", "CREATE TABLE shop (id INT, name TEXT)")
                .policies(Policies.DEFAULT.with(Policies.Modified.WARN))
                .build().migrate().warnings()).hasSize(1);
    }

    @Test
    void refuses_a_migration_older_than_the_latest_applied() {
        database.migrations().migration("2", "CREATE TABLE shop (id INT)").build().migrate();
        SchemaMigrations late = database.migrations().migration("1", "CREATE TABLE item (id INT)")
                .migration("2", "CREATE TABLE shop (id INT)").build();

        assertThatThrownBy(late::migrate).isInstanceOf(RefusedException.class)
                .hasMessage("Migration refused, nothing was changed:\n"
                        + "  - '1' (memory:1/up.sql) is pending, but ordered before '2', which is applied already\n"
                        + "    Give it a newer id, or set out-of-order=allow");
    }

    @Test
    void refuses_when_an_applied_migration_is_gone_but_not_when_it_is_newer() {
        shop().migrate();
        SchemaMigrations older = database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY); INSERT INTO shop VALUES (1)", "DROP TABLE shop")
                .build();
        SchemaMigrations gap = database.migrations().migration("10", "INSERT INTO item VALUES (10)").build();

        assertThat(older.migrate().warnings()).extracting(Object::toString).containsExactly(
                "'2' is applied and newer than every migration of this release",
                "'10' is applied and newer than every migration of this release");
        assertThatThrownBy(gap::migrate).isInstanceOf(RefusedException.class)
                .hasMessageContaining("'1' is applied, but missing in the sources\n    Restore its file, or set missing=warn");
    }

    @Test
    void rolls_back_in_reverse_order_of_application_and_forward_again() {
        SchemaMigrations migrations = database.migrations()
                .migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop")
                .migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item").build();
        migrations.migrate();

        assertThat(ids(migrations.rollback())).containsExactly("2");
        assertThat(database.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
        assertThat(migrations.status().idsIn(MigrationState.ROLLED_BACK)).containsExactly(MigrationId.of("2"));
        assertThat(ids(migrations.migrate())).containsExactly("2");
        assertThat(ids(migrations.rollback(Target.all()))).containsExactly("2", "1");
        assertThat(database.tables()).containsExactly("schema_migrations_history");
    }

    @Test
    void an_older_release_rolls_back_what_a_newer_one_has_applied() {
        database.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop")
                .migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item")
                .migration("3", "CREATE TABLE sale (id INT)", "DROP TABLE sale").build().migrate();
        SchemaMigrations older = database.migrations()
                .migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop").build();

        assertThat(older.migrate().done()).isEmpty();
        assertThat(ids(older.rollback(Target.id("1")))).containsExactly("3", "2");
        assertThat(database.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
    }

    @Test
    void refuses_a_rollback_past_a_migration_without_a_down_script() {
        shop().migrate();

        assertThatThrownBy(() -> shop().rollback(Target.all())).isInstanceOf(RefusedException.class)
                .hasMessage("Migration refused, nothing was changed:\n  - '10' has no down script in the sources\n    Add one,"
                        + " or choose a target that keeps it");
        assertThat(database.tables()).contains("shop", "item");
    }

    @Test
    void only_looks_when_it_plans() {
        List<PlannedStep> steps = shop().plan().steps();

        assertThat(steps).extracting(step -> step.id().value()).containsExactly("1", "2", "10");
        assertThat(steps.get(0).statements()).containsExactly("CREATE TABLE shop (id INTEGER PRIMARY KEY)",
                "INSERT INTO shop VALUES (1)");
        assertThat(shop().validate().valid()).isTrue();
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void runs_repeatable_migrations_again_when_they_have_changed() {
        SchemaMigrations first = database.migrations().migration("1", "CREATE TABLE shop (id INT)")
                .migration("a view", "-- schema-migrations: repeatable\nINSERT INTO shop VALUES (1)").build();
        SchemaMigrations second = database.migrations().migration("1", "CREATE TABLE shop (id INT)")
                .migration("a view", "-- schema-migrations: repeatable\nINSERT INTO shop VALUES (2)").build();

        assertThat(ids(first.migrate())).containsExactly("1", "a view");
        assertThat(ids(second.migrate())).containsExactly("a view");
        assertThat(second.migrate().done()).isEmpty();
    }

    @Test
    void refuses_a_view_that_has_the_name_of_the_history_table() {
        database.migrations().historyTable("elsewhere").migration("1", "CREATE TABLE item (id INT)").build().migrate();
        database.execute("CREATE VIEW mine AS SELECT * FROM elsewhere",
                "CREATE VIEW other AS SELECT id AS installed_rank FROM item");

        for (String view : List.of("mine", "other")) {
            SchemaMigrations migrations = database.migrations().historyTable(view)
                    .migration("1", "CREATE TABLE item (id INT)").migration("2", "CREATE TABLE sale (id INT)").build();
            assertThatThrownBy(migrations::migrate).isInstanceOf(HistoryTableException.class)
                    .hasMessageMatching("The view '[^']*" + view + "' is not a schema-migrations history table\nSet"
                            + " history-table to another name");
            assertThatThrownBy(() -> migrations.markApplied(MigrationId.of("2"))).isInstanceOf(HistoryTableException.class);
        }

        assertThat(database.query("SELECT id FROM elsewhere")).containsExactly("1");
        assertThat(database.tables()).doesNotContain("sale");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-- schema-migrations: transaction=none\n" })
    void applies_the_next_one_only_when_two_do_so_at_once(String directive) throws Exception {
        Function<MigrationListener, SchemaMigrations> three = listener -> database.migrations()
                .migration("1", directive + "CREATE TABLE shop (id INT)")
                .migration("2", directive + "CREATE TABLE item (id INT)")
                .migration("3", directive + "CREATE TABLE sale (id INT)").listener(listener).build();
        SecondRun second = new SecondRun(listener -> three.apply(listener).migrate(Target.next(1)));

        assertThat(ids(three.apply(second).migrate(Target.next(1)))).containsExactly("1");

        assertThat(second.report().done()).isEmpty();
        assertThat(database.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
    }

    @Test
    void refuses_a_script_that_would_drop_the_history_table() {
        for (String name : List.of("schema_migrations_history", "IF EXISTS a, schema_migrations_history")) {
            for (String directive : List.of("", "-- schema-migrations: transaction=none\n")) {
                SchemaMigrations migrations = database.migrations()
                        .migration("1",
                                directive + "DROP TABLE IF EXISTS schema_migrations_history_other, x; DROP TABLE " + name)
                        .build();

                assertThatThrownBy(migrations::migrate).isInstanceOf(UnsuitableScriptException.class)
                        .hasMessageContaining(": this would drop the history table ")
                        .hasMessageContaining("schema_migrations_history: take it out of the script\n      DROP TABLE " + name);
            }
        }
        assertThatThrownBy(database.migrations().migration("1", "ALTER TABLE schema_migrations_history RENAME TO x")
                .build()::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining(": this would rename the history table ");
        assertThat(database.tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "DELETE FROM schema_migrations_history WHERE id = '1'",
            "UPDATE schema_migrations_history SET state = 'applied'",
            "INSERT INTO schema_migrations_history (id) VALUES ('2')",
            "INSERT INTO schema_migrations_history SELECT * FROM a JOIN b ON a.x = b.x" })
    void refuses_a_script_that_would_write_to_the_history_table(String statement) {
        for (String directive : List.of("", "-- schema-migrations: transaction=none\n")) {
            assertThatThrownBy(database.migrations().migration("1", directive + "CREATE TABLE t (a INT);\n" + statement)
                    .build()::migrate).isInstanceOf(UnsuitableScriptException.class)
                    .hasMessageContaining(": this would write to the history table ")
                    .hasMessageContaining("schema_migrations_history: take it out of the script\n      " + statement);
        }
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void runs_what_writes_to_other_tables_or_only_reads_the_history_table() {
        database.migrations()
                .migration("1", "CREATE TABLE seen (id VARCHAR(255));\nCREATE TABLE t_schema_migrations_history (a INT);\n"
                        + "INSERT INTO seen SELECT id FROM schema_migrations_history;\n"
                        + "UPDATE seen SET id = (SELECT count(*) FROM schema_migrations_history);\n"
                        + "DELETE FROM t_schema_migrations_history")
                .build().migrate();

        assertThat(database.query("SELECT id FROM seen")).containsExactly("1");
    }
}
