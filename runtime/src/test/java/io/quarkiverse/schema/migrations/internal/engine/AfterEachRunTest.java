package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

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
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.PlannedStep;

/** A repeatable migration with {@code repeatable=after-each-run} runs whenever something has been applied. */
@ParameterizedClass
@EnumSource
class AfterEachRunTest {

    private static final String EACH = "-- schema-migrations: repeatable=after-each-run\n";

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
        return database.migrations()
                .migration("1", "CREATE TABLE runs (id INTEGER); CREATE TABLE a (id INTEGER)", "DROP TABLE a; DROP TABLE runs")
                .migration("grants", EACH + "INSERT INTO runs VALUES (1)");
    }

    private SchemaMigrationsBuilder second() {
        return first().migration("2", "CREATE TABLE b (id INTEGER)", "DROP TABLE b");
    }

    @Test
    void runs_last_in_each_run_that_applies_anything_and_in_no_other() throws SQLException {
        assertThat(MigrateTest.ids(first().build().migrate())).containsExactly("1", "grants");
        assertThat(first().build().migrate().done()).isEmpty();
        assertThat(database.count("runs")).isEqualTo(1);

        assertThat(second().build().plan(Target.latest()).steps()).extracting(PlannedStep::id).extracting(Object::toString)
                .containsExactly("2", "grants");
        assertThat(MigrateTest.ids(second().build().migrate())).containsExactly("2", "grants");

        assertThat(database.count("runs")).isEqualTo(2);
        assertThat(second().build().migrate().done()).isEmpty();
        assertThat(second().build().plan(Target.latest()).steps()).isEmpty();
        assertThat(second().build().validate().discrepancies()).isEmpty();
    }

    @Test
    void runs_behind_a_target_and_after_a_redo_but_not_after_a_rollback() throws SQLException {
        SchemaMigrations set = second().build();

        assertThat(MigrateTest.ids(set.migrate(Target.next(1)))).containsExactly("1", "grants");
        assertThat(MigrateTest.ids(set.migrate(Target.id("2")))).containsExactly("2", "grants");
        assertThat(MigrateTest.ids(set.redo())).containsExactly("2", "2", "grants");
        assertThat(MigrateTest.ids(set.rollback(Target.last()))).containsExactly("2");
        assertThat(database.count("runs")).isEqualTo(3);
    }

    @Test
    void runs_once_in_a_run_that_begins_with_a_baseline_script() throws SQLException, IOException {
        Path scripts = Files.createDirectory(directory.resolve("scripts"));
        Files.writeString(scripts.resolve("1.sql"), "CREATE TABLE runs (id INTEGER)");
        Files.writeString(scripts.resolve("2.sql"), "CREATE TABLE b (id INTEGER)");
        Files.writeString(scripts.resolve("2.baseline.sql"), "CREATE TABLE runs (id INTEGER); CREATE TABLE b (id INTEGER)");
        Files.writeString(scripts.resolve("R__grants.sql"), EACH + "INSERT INTO runs VALUES (1)");
        SchemaMigrations set = database.migrations().directory(scripts, kind.name().toLowerCase(Locale.ROOT)).build();

        assertThat(MigrateTest.ids(set.migrate())).containsExactly("2", "grants");
        assertThat(set.migrate().done()).isEmpty();
        assertThat(database.count("runs")).isEqualTo(1);

        Files.writeString(scripts.resolve("3.sql"), "CREATE TABLE c (id INTEGER)");
        assertThat(MigrateTest.ids(set.migrate())).containsExactly("3", "grants");
        assertThat(database.count("runs")).isEqualTo(2);
    }

    @Test
    void a_failure_of_it_is_a_failure_of_the_run_and_pending_until_it_is_corrected() throws SQLException {
        SchemaMigrations broken = database.migrations().migration("1", "CREATE TABLE runs (id INTEGER)")
                .migration("grants", EACH + "INSERT INTO absent VALUES (1)").build();

        assertThatThrownBy(broken::migrate).isInstanceOf(MigrationFailedException.class);
        assertThat(broken.status().idsIn(MigrationState.APPLIED)).extracting(Object::toString).containsExactly("1");

        assertThat(MigrateTest.ids(database.migrations().migration("1", "CREATE TABLE runs (id INTEGER)")
                .migration("grants", EACH + "INSERT INTO runs VALUES (1)").build().migrate())).containsExactly("grants");
        assertThat(database.count("runs")).isEqualTo(1);
    }
}
