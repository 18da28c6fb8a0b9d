package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** A baseline script replaces the migrations up to its own on a database without a history, and nowhere else. */
@ParameterizedClass
@EnumSource
class BaselineMigrationTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;
    private Path scripts;

    @BeforeEach
    void writeScripts() throws IOException {
        database = kind.empty(directory);
        scripts = Files.createDirectory(directory.resolve("scripts"));
        write("1.up.sql", "CREATE TABLE one (id INTEGER)");
        write("1.down.sql", "DROP TABLE one");
        write("2.sql", "CREATE TABLE two (id INTEGER)");
        write("3.up.sql", "CREATE TABLE three (id INTEGER)");
        write("3.down.sql", "DROP TABLE three");
        write("4.sql", "CREATE TABLE four (id INTEGER)");
        write("R__views.sql", "SELECT 1");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(scripts.resolve(name), text);
    }

    private void writeBaseline() throws IOException {
        write("3.baseline.sql",
                "CREATE TABLE one (id INTEGER); CREATE TABLE two (id INTEGER); CREATE TABLE three (id INTEGER)");
    }

    private void delete(String... names) throws IOException {
        for (String name : names) {
            Files.delete(scripts.resolve(name));
        }
    }

    private SchemaMigrations shop() {
        return database.migrations().directory(scripts, kind.name().toLowerCase(Locale.ROOT)).build();
    }

    private static List<String> in(MigrationState state, SchemaMigrations set) {
        return set.status().idsIn(state).stream().map(MigrationId::value).toList();
    }

    private static List<String> locations(RunReport report) {
        return report.done().stream().map(StepReport::location).map(place -> place.substring(place.lastIndexOf('/') + 1))
                .toList();
    }

    private void requireComplete() {
        assertThat(in(MigrationState.APPLIED, shop())).containsExactly("1", "2", "3", "4", "views");
        assertThat(shop().validate().discrepancies()).isEmpty();
        assertThat(shop().migrate().done()).isEmpty();
        assertThat(database.tables()).contains("one", "two", "three", "four");
    }

    @Test
    void replaces_what_comes_before_it_on_a_new_database() throws IOException {
        writeBaseline();
        assertThat(shop().plan(Target.latest()).steps()).extracting(step -> step.id().value())
                .containsExactly("3", "4", "views");

        RunReport report = shop().migrate();

        assertThat(locations(report)).containsExactly("3.baseline.sql", "4.sql", "R__views.sql");
        requireComplete();
    }

    @Test
    void is_ignored_on_a_database_with_a_history() throws IOException {
        shop().migrate(Target.id("2"));
        writeBaseline();

        assertThat(locations(shop().migrate())).containsExactly("3.up.sql", "4.sql", "R__views.sql");
        requireComplete();
    }

    @Test
    void is_ignored_where_everything_is_applied() throws IOException {
        shop().migrate();
        writeBaseline();

        requireComplete();
    }

    @Test
    void lists_what_it_has_replaced_in_the_order_in_which_it_would_have_been_applied() throws IOException, SQLException {
        writeBaseline();
        shop().migrate();

        assertThat(database.query("SELECT id FROM schema_migrations_history ORDER BY applied_order"))
                .containsExactly("1", "2", "3", "4", "views");
    }

    @Test
    void rolls_back_beyond_the_baseline_with_the_down_scripts_of_what_it_has_replaced() throws IOException {
        delete("2.sql", "4.sql", "R__views.sql");
        write("3.baseline.sql", "CREATE TABLE one (id INTEGER); CREATE TABLE three (id INTEGER)");
        shop().migrate();

        assertThat(MigrateTest.ids(shop().rollback(Target.all()))).containsExactly("3", "1");
        assertThat(database.tables()).doesNotContain("one", "three");
        assertThat(locations(shop().migrate())).containsExactly("1.up.sql", "3.up.sql");
    }

    @Test
    void works_without_the_migrations_that_it_replaces() throws IOException {
        writeBaseline();
        delete("1.up.sql", "1.down.sql", "2.sql", "3.up.sql", "3.down.sql");

        assertThat(locations(shop().migrate())).containsExactly("3.baseline.sql", "4.sql", "R__views.sql");
        assertThat(in(MigrationState.APPLIED, shop())).containsExactly("3", "4", "views");
        assertThat(shop().validate().discrepancies()).isEmpty();
        assertThat(shop().migrate().done()).isEmpty();
    }

    @Test
    void is_modified_where_it_is_edited_after_it_was_applied() throws IOException {
        writeBaseline();
        delete("1.up.sql", "1.down.sql", "2.sql", "3.up.sql", "3.down.sql");
        shop().migrate();

        write("3.baseline.sql", "CREATE TABLE one (id INTEGER)");

        assertThat(in(MigrationState.MODIFIED, shop())).containsExactly("3");
        assertThat(shop().validate().discrepancies()).extracting(Discrepancy::kind)
                .containsExactly(Discrepancy.Kind.MODIFIED_UP);
        assertThatThrownBy(() -> shop().migrate()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("'3': checksum mismatch (");
        assertThat(shop().repair().changes()).hasSize(1);
        assertThat(shop().validate().discrepancies()).isEmpty();
        assertThat(shop().migrate().done()).isEmpty();
    }

    @Test
    void stands_for_deleted_migrations_where_all_of_them_are_applied() throws IOException {
        shop().migrate(Target.id("3"));
        writeBaseline();
        delete("1.up.sql", "1.down.sql", "2.sql", "3.up.sql", "3.down.sql");

        assertThat(locations(shop().migrate())).containsExactly("4.sql", "R__views.sql");
        requireComplete();
    }

    @Test
    void rolls_back_what_it_stands_for_with_the_stored_down_scripts() throws IOException {
        delete("2.sql");
        shop().migrate(Target.id("3"));
        write("3.baseline.sql", "CREATE TABLE one (id INTEGER); CREATE TABLE three (id INTEGER)");
        delete("1.up.sql", "1.down.sql", "3.up.sql", "3.down.sql");

        assertThat(MigrateTest.ids(shop().rollback(Target.all()))).containsExactly("3", "1");
        assertThat(database.tables()).doesNotContain("one", "three");
    }

    @Test
    void refuses_a_database_that_needs_deleted_migrations() throws IOException {
        shop().migrate(Target.id("2"));
        writeBaseline();
        delete("1.up.sql", "1.down.sql", "2.sql", "3.up.sql", "3.down.sql");

        assertThatThrownBy(() -> shop().migrate()).isInstanceOf(RefusedException.class).hasMessageContaining(
                "'3' (")
                .hasMessageContaining("is a baseline script, which can only be applied to a database without a history, and"
                        + " the newest applied migration is '2'");
        assertThat(database.tables()).doesNotContain("three");
    }

    @Test
    void uses_the_newest_baseline_up_to_the_target() throws IOException {
        writeBaseline();
        write("2.baseline.sql", "CREATE TABLE one (id INTEGER); CREATE TABLE two (id INTEGER)");

        assertThat(locations(shop().migrate(Target.id("2")))).containsExactly("2.baseline.sql");
        assertThat(locations(shop().migrate())).containsExactly("3.up.sql", "4.sql", "R__views.sql");
        requireComplete();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void resumes_after_a_failure(boolean withTheMigrations) throws IOException {
        write("3.baseline.sql", "-- schema-migrations: transaction=none\nCREATE TABLE one (id INTEGER);"
                + " CREATE TABLE two (id INTEGER); DROP TABLE absent; CREATE TABLE three (id INTEGER)");
        if (!withTheMigrations) {
            delete("1.up.sql", "1.down.sql", "2.sql", "3.up.sql", "3.down.sql");
        }
        assertThatThrownBy(() -> shop().migrate()).isInstanceOf(MigrationFailedException.class);
        assertThat(in(MigrationState.FAILED, shop())).containsExactly("3");
        write("3.baseline.sql", "-- schema-migrations: transaction=none\nCREATE TABLE one (id INTEGER);"
                + " CREATE TABLE two (id INTEGER); CREATE TABLE three (id INTEGER)");

        assertThat(locations(shop().migrate())).containsExactly("3.baseline.sql", "4.sql", "R__views.sql");
        assertThat(database.tables()).contains("one", "two", "three", "four");
        assertThat(shop().validate().discrepancies()).isEmpty();
    }

    @Test
    void lists_what_it_has_replaced_in_the_next_run_where_a_run_has_ended_between() throws IOException {
        writeBaseline();
        SchemaMigrations interrupted = database.migrations().directory(scripts, kind.name().toLowerCase(Locale.ROOT))
                .listener(new MigrationListener() {
                    @Override
                    public void afterStep(String set, StepReport step) {
                        throw new IllegalStateException("stop here");
                    }
                }).build();
        assertThatThrownBy(interrupted::migrate).isInstanceOf(SchemaMigrationsException.class);
        assertThat(in(MigrationState.APPLIED, shop())).containsExactly("1", "2", "3");
        assertThat(in(MigrationState.OUT_OF_ORDER, shop())).isEmpty();

        assertThat(locations(shop().migrate())).containsExactly("4.sql", "R__views.sql");
        requireComplete();
    }

    @Test
    void lists_what_it_has_replaced_in_the_next_run_also_when_nothing_is_pending() throws IOException {
        writeBaseline();
        delete("4.sql", "R__views.sql");
        SchemaMigrations interrupted = database.migrations().directory(scripts, kind.name().toLowerCase(Locale.ROOT))
                .listener(new MigrationListener() {
                    @Override
                    public void afterStep(String set, StepReport step) {
                        throw new IllegalStateException("stop here");
                    }
                }).build();
        assertThatThrownBy(interrupted::migrate).isInstanceOf(SchemaMigrationsException.class);
        assertThat(database.count("schema_migrations_history")).isOne();

        assertThat(locations(shop().migrate())).isEmpty();

        assertThat(database.count("schema_migrations_history")).isEqualTo(3);
    }

    @Test
    void leaves_a_migration_pending_that_is_added_before_it_later() throws IOException {
        writeBaseline();
        shop().migrate();
        write("2_5.sql", "CREATE TABLE late (id INTEGER)");

        assertThat(in(MigrationState.OUT_OF_ORDER, shop())).containsExactly("2_5");
        assertThatThrownBy(() -> shop().migrate()).isInstanceOf(RefusedException.class);
    }

    @Test
    void is_ignored_on_request() throws IOException {
        writeBaseline();

        assertThat(locations(shop().migrate(Target.latest().withoutBaseline()))).containsExactly("1.up.sql", "2.sql",
                "3.up.sql",
                "4.sql", "R__views.sql");
        requireComplete();
    }

    @Test
    void does_not_hold_what_it_has_replaced() throws IOException {
        writeBaseline();
        write("2.sql", "-- schema-migrations: deploy=post\nCREATE TABLE two (id INTEGER)");

        assertThat(shop().migrate().held()).isEmpty();
        requireComplete();
    }
}
