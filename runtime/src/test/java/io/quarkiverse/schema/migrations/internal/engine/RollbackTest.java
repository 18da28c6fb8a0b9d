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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** The way back, on every database alike. */
@ParameterizedClass
@EnumSource
class RollbackTest {

    private static final String NO_TRANSACTION = "-- schema-migrations: transaction=none\n";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrationsBuilder first() {
        return database.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop");
    }

    private SchemaMigrations release1() {
        return first().build();
    }

    private SchemaMigrations release2() {
        return release2(new MigrationListener() {
        });
    }

    private SchemaMigrations release2(MigrationListener listener) {
        return first().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item")
                .migration("3", "CREATE TABLE sale (id INT)", NO_TRANSACTION + "DROP TABLE sale").listener(listener).build();
    }

    private static List<String> ids(RunReport report) {
        return report.done().stream().map(StepReport::id).map(MigrationId::value).toList();
    }

    private List<String> tables() {
        return database.tables().stream().filter(table -> !table.equals("schema_migrations_history")).sorted().toList();
    }

    @Test
    void release_1_starts_after_release_2_and_rolls_back_what_it_does_not_know() {
        release2().migrate();

        RunReport start = release1().migrate();

        assertThat(start.done()).isEmpty();
        assertThat(start.warnings()).extracting(Discrepancy::kind).containsExactly(Discrepancy.Kind.FUTURE,
                Discrepancy.Kind.FUTURE);
        assertThat(release1().status().idsIn(MigrationState.FUTURE)).extracting(MigrationId::value)
                .containsExactly("2", "3");

        RunReport back = release1().rollback(Target.last(2));

        assertThat(ids(back)).containsExactly("3", "2");
        assertThat(back.done()).extracting(StepReport::location).containsExactly("history:3", "history:2");
        assertThat(tables()).containsExactly("shop");
        assertThat(release1().migrate().warnings()).isEmpty();
        assertThat(release1().validate().valid()).isTrue();

        assertThat(ids(release2().migrate())).containsExactly("2", "3");
        assertThat(tables()).containsExactly("item", "sale", "shop");
    }

    @Test
    void rolls_back_in_reverse_order_of_application_and_not_of_the_ids() {
        database.migrations().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item").build().migrate();
        SchemaMigrations both = first().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item")
                .policies(Policies.DEFAULT.with(Policies.OutOfOrder.ALLOW))
                .build();
        both.migrate();

        assertThat(ids(both.rollback(Target.id("2")))).containsExactly("1");
        assertThat(ids(both.migrate())).containsExactly("1");
        assertThat(ids(both.rollback(Target.all()))).containsExactly("1", "2");
    }

    @Test
    void goes_back_and_forth_any_number_of_times_and_leaves_a_trace() {
        for (int i = 0; i < 3; i++) {
            assertThat(ids(release2().migrate())).containsExactly("1", "2", "3");
            assertThat(ids(release2().rollback(Target.all()))).containsExactly("3", "2", "1");
            assertThat(tables()).isEmpty();
        }

        assertThat(database.query("SELECT count(*) FROM schema_migrations_history WHERE state = 'rolled back'"
                + " AND rolled_back_at IS NOT NULL AND rolled_back_by IS NOT NULL AND rollback_duration_ms >= 0"
                + " AND started_at IS NOT NULL AND duration_ms IS NOT NULL")).containsExactly("3");
        assertThat(release2().status().migrations())
                .allSatisfy(migration -> assertThat(migration.execution().orElseThrow().rolledBack()).isPresent());
        assertThat(release2().rollback(Target.all()).done()).isEmpty();
    }

    @Test
    void keeps_the_migration_that_is_the_target() {
        release2().migrate();

        assertThat(ids(release2().rollback(Target.id("1")))).containsExactly("3", "2");
        assertThat(ids(release2().rollback(Target.id("1")))).isEmpty();
        assertThat(tables()).containsExactly("shop");
    }

    @Test
    void refuses_a_target_that_is_not_applied_or_leads_forward() {
        release2().migrate(Target.id("2"));

        assertThatThrownBy(() -> release2().rollback(Target.id("3"))).isInstanceOf(UnknownTargetException.class).hasMessage(
                "The migration '3' is not applied, so nothing can be rolled back down to it; nothing was run");
        assertThatThrownBy(() -> release2().rollback(Target.id("all of them"))).isInstanceOf(UnknownTargetException.class);
        assertThatThrownBy(() -> release2().rollback(Target.next(1))).isInstanceOf(UnknownTargetException.class)
                .hasMessage("'next:1' cannot be the target of a rollback; nothing was run\nUse last, last:<n>, all or an id");
        assertThatThrownBy(() -> release2().migrate(Target.all())).isInstanceOf(UnknownTargetException.class).hasMessage(
                "'all' cannot be the target of migrate; nothing was run\nUse latest, next:<n> or an id");
        assertThat(tables()).containsExactly("item", "shop");
    }

    @Test
    void stops_before_anything_runs_when_one_has_no_down_script() {
        SchemaMigrations migrations = first().migration("2", "CREATE TABLE item (id INT)")
                .migration("3", "CREATE TABLE sale (id INT)", "DROP TABLE sale").build();
        migrations.migrate();

        assertThatThrownBy(() -> migrations.rollback(Target.all())).isInstanceOf(RefusedException.class).hasMessage(
                "Migration refused, nothing was changed:\n  - '2' has no down script in the sources\n    Add one, or choose a"
                        + " target that keeps it");
        assertThatThrownBy(() -> release1().rollback(Target.last(2))).isInstanceOf(RefusedException.class).hasMessage(
                "Migration refused, nothing was changed:\n  - '2' has no down script, neither in the sources nor in the history"
                        + "\n    Roll back with a release that has one, or choose a target that keeps it");
        assertThat(tables()).containsExactly("item", "sale", "shop");
        assertThat(ids(migrations.rollback(Target.id("2")))).containsExactly("3");
    }

    @Test
    void takes_the_down_script_of_the_sources_where_they_know_the_migration() {
        release1().migrate();
        SchemaMigrations changed = database.migrations().migration("1", "CREATE TABLE shop (id INT)",
                "DROP TABLE shop;\nCREATE TABLE archive (id INT)").build();

        assertThat(changed.migrate().warnings()).extracting(Discrepancy::kind)
                .containsExactly(Discrepancy.Kind.MODIFIED_DOWN);
        changed.rollback();
        assertThat(tables()).containsExactly("archive");
    }

    @Test
    void never_takes_back_a_repeatable_migration() {
        SchemaMigrations migrations = first()
                .migration("a view", "-- schema-migrations: repeatable\nINSERT INTO shop VALUES (1)").build();
        migrations.migrate();

        assertThat(ids(migrations.rollback(Target.all()))).containsExactly("1");
        assertThat(migrations.status().idsIn(MigrationState.PENDING)).containsExactly(MigrationId.of("a view"));
    }

    @Test
    void goes_on_where_a_rollback_without_a_transaction_failed() {
        String up = "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT);\nCREATE TABLE c (id INT)";
        String begun = NO_TRANSACTION + "DROP TABLE c;\nDROP TABLE b;\n";
        SchemaMigrations broken = database.migrations().migration("1", up, begun + "DROP TABLE nowhere;\nDROP TABLE a")
                .build();
        broken.migrate();

        assertThatThrownBy(broken::rollback).isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Rolling back '1' failed at memory:1/down.sql:4:1: ");
        assertThat(tables()).containsExactly("a");
        assertThat(broken.status().idsIn(MigrationState.FAILED)).containsExactly(MigrationId.of("1"));
        assertThatThrownBy(broken::migrate).isInstanceOf(RefusedException.class)
                .hasMessageContaining("'1' failed while it was rolled back, and the statements before the failure were kept"
                        + "\n    Fix the down script: the next rollback resumes there; or resolve it. Look at the schema, then"
                        + " call resolve(\"1\", APPLIED) or resolve(\"1\", NOT_APPLIED) (command=resolve, command.target=1,"
                        + " command.as=applied or not-applied)");

        SchemaMigrations corrected = database.migrations().migration("1", up, begun + "DROP TABLE a").build();
        assertThat(ids(corrected.rollback())).containsExactly("1");
        assertThat(tables()).isEmpty();
        assertThat(database.query("SELECT attempts FROM schema_migrations_history")).containsExactly("2");
    }

    @Test
    void an_older_release_finishes_a_rollback_that_a_newer_one_began() {
        String up = "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT)";
        String down = NO_TRANSACTION + "DROP TABLE b;\nDROP TABLE extra;\nDROP TABLE a";
        SchemaMigrations newer = first().migration("2", up, down).build();
        newer.migrate();
        assertThatThrownBy(newer::rollback).isInstanceOf(MigrationFailedException.class);
        assertThatThrownBy(release1()::migrate).isInstanceOf(RefusedException.class);
        database.execute("CREATE TABLE extra (id INT)");

        assertThat(ids(release1().rollback())).containsExactly("2");
        assertThat(tables()).containsExactly("shop");
    }

    @Test
    void only_looks_when_it_plans_the_way_back() {
        assertThat(release2().planRollback(Target.all()).steps()).isEmpty();
        assertThat(database.tables()).isEmpty();
        release2().migrate();
        List<String> before = database.query("SELECT state FROM schema_migrations_history");

        List<PlannedStep> steps = release1().planRollback(Target.last(3)).steps();

        assertThat(steps).extracting(step -> step.id().value()).containsExactly("3", "2", "1");
        assertThat(steps).extracting(PlannedStep::direction).containsOnly(Direction.DOWN);
        assertThat(steps).extracting(PlannedStep::location).containsExactly("history:3", "history:2", "memory:1/down.sql");
        assertThat(steps.get(0).statements()).containsExactly("DROP TABLE sale");
        assertThat(release2().planRollback().steps()).hasSize(1);
        assertThat(tables()).containsExactly("item", "sale", "shop");
        assertThat(database.query("SELECT state FROM schema_migrations_history")).isEqualTo(before);
    }

    @Test
    void refuses_to_plan_what_it_would_refuse_to_run() {
        SchemaMigrations migrations = database.migrations().migration("1", "CREATE TABLE shop (id INT)").build();
        migrations.migrate();

        assertThatThrownBy(migrations::planRollback).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> migrations.planRollback(Target.latest())).isInstanceOf(UnknownTargetException.class);
    }

    @Test
    void redoes_the_last_one_as_the_sources_have_it_now() {
        release2().migrate(Target.id("2"));
        SchemaMigrations edited = first().migration("2", "CREATE TABLE item (id INT, name VARCHAR(9))", "DROP TABLE item")
                .build();

        RunReport report = edited.redo();

        assertThat(report.done()).extracting(StepReport::direction).containsExactly(Direction.DOWN, Direction.UP);
        assertThat(ids(report)).containsExactly("2", "2");
        database.execute("INSERT INTO item VALUES (1, 'tea')");
        assertThat(edited.validate().valid()).isTrue();
    }

    @Test
    void refuses_to_redo_what_the_sources_do_not_know() {
        release2().migrate();

        assertThatThrownBy(release1()::redo).isInstanceOf(RefusedException.class).hasMessage(
                "Migration refused, nothing was changed:\n  - '3' is missing in the sources, so it cannot be applied again"
                        + "\n    Roll it back, or run the release that has it");
        assertThat(tables()).contains("sale");
    }

    @Test
    void redoes_both_steps_although_somebody_else_writes_between_them() {
        SchemaMigrations migrations = first().listener(new OtherWriter(database)).build();
        migrations.migrate();
        database.execute("CREATE TABLE elsewhere (id INT)");

        assertThat(ids(migrations.redo())).containsExactly("1", "1");
        assertThat(tables()).contains("shop");
        assertThat(migrations.status().idsIn(MigrationState.APPLIED)).containsExactly(MigrationId.of("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "3", "2" })
    void rolls_back_the_last_one_only_when_two_do_so_at_once(String last) throws Exception {
        release2().migrate(Target.id(last));
        SecondRun second = new SecondRun(listener -> release2(listener).rollback());

        assertThat(ids(release2(second).rollback())).containsExactly(last);

        assertThat(second.report().done()).isEmpty();
        assertThat(release2().status().idsIn(MigrationState.APPLIED)).hasSize(Integer.parseInt(last) - 1);
    }
}
