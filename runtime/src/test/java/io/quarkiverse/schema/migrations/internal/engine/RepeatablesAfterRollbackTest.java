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
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;

/** A down script may take along what a repeatable migration has made, so that one runs again when the way leads up again. */
@ParameterizedClass
@EnumSource
class RepeatablesAfterRollbackTest {

    private static final String VIEW = "-- schema-migrations: repeatable\nCREATE VIEW offers AS SELECT id FROM shop";

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
        return database.migrations().migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY)",
                "DROP VIEW offers; DROP TABLE shop").migration("offers", VIEW);
    }

    private SchemaMigrations migrated() {
        SchemaMigrations set = shop().build();
        assertThat(ids(set.migrate())).containsExactly("1", "offers");
        return set;
    }

    private static List<String> ids(RunReport report) {
        return report.done().stream().map(step -> (step.direction() == Direction.DOWN ? "-" : "") + step.id()).toList();
    }

    private void assertThatTheViewIsThere() {
        assertThat(database.count("offers")).isZero();
    }

    @Test
    void run_again_in_a_redo() {
        assertThat(ids(migrated().redo())).containsExactly("-1", "1", "offers");
        assertThatTheViewIsThere();
    }

    @Test
    void run_again_when_what_was_rolled_back_is_applied_again_once() {
        SchemaMigrations set = migrated();
        set.rollback(Target.all());
        assertThat(set.plan(Target.latest()).steps()).extracting(PlannedStep::id).extracting(MigrationId::value)
                .containsExactly("1", "offers");

        assertThat(ids(set.migrate())).containsExactly("1", "offers");
        assertThatTheViewIsThere();
        assertThat(ids(set.migrate())).isEmpty();
    }

    @Test
    void do_not_run_again_behind_a_new_migration() {
        migrated();

        assertThat(ids(shop().migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY)").build().migrate()))
                .containsExactly("2");
    }

    @Test
    void wait_until_nothing_is_pending_behind_the_target() {
        migrated();
        SchemaMigrations set = shop()
                .migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY)", "DROP TABLE item").build();
        set.migrate();
        set.rollback(Target.all());

        assertThat(ids(set.migrate(Target.next(1)))).containsExactly("1");
        assertThat(ids(set.migrate(Target.next(1)))).containsExactly("2");
        assertThat(ids(set.migrate(Target.next(1)))).containsExactly("offers");
        assertThatTheViewIsThere();
    }

    @Test
    void are_pending_from_the_rollback_on() {
        SchemaMigrations set = migrated();
        set.rollback(Target.all());

        assertThat(set.status().idsIn(MigrationState.PENDING)).extracting(MigrationId::value).containsExactly("offers");
        assertThat(set.status().idsIn(MigrationState.ROLLED_BACK)).extracting(MigrationId::value).containsExactly("1");
    }

    @Test
    void are_not_pending_where_the_sources_have_them_no_more() {
        migrated();
        SchemaMigrations without = database.migrations().migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY)",
                "DROP VIEW offers; DROP TABLE shop").build();
        without.rollback(Target.all());

        assertThat(without.status().idsIn(MigrationState.PENDING)).isEmpty();
        assertThat(without.validate().discrepancies()).isEmpty();
        assertThat(ids(without.migrate())).containsExactly("1");
    }

    @Test
    void run_again_when_another_migration_has_failed_before_their_turn() {
        migrated().rollback(Target.all());
        SchemaMigrations failing = shop().migration("2", "CREATE TABEL item (id INTEGER)").build();
        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class);

        assertThat(ids(shop().migration("2", "CREATE TABLE item (id INTEGER)").build().migrate()))
                .containsExactly("2", "offers");
        assertThatTheViewIsThere();
    }

    @Test
    void run_again_behind_a_migration_that_was_new_by_then() {
        migrated().rollback(Target.all());
        shop().build().migrate(Target.next(1));

        assertThat(ids(shop().migration("2", "CREATE TABLE item (id INTEGER)").build().migrate()))
                .containsExactly("2", "offers");
        assertThatTheViewIsThere();
    }

    @Test
    void run_again_when_the_new_up_script_has_failed_in_between() {
        migrated();
        shop().build().rollback(Target.all());
        SchemaMigrationsBuilder wrong = database.migrations()
                .migration("1", "CREATE TABEL shop (id INTEGER)", "DROP TABLE shop")
                .migration("offers", VIEW);
        assertThatThrownBy(() -> wrong.build().migrate()).isInstanceOf(MigrationFailedException.class);

        assertThat(ids(shop().build().migrate())).containsExactly("1", "offers");
        assertThatTheViewIsThere();
    }
}
