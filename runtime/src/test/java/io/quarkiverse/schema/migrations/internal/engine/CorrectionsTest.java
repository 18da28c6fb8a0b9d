package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Repair;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.EvictingPool;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Validating and correcting the history, on every database alike. */
@ParameterizedClass
@EnumSource
class CorrectionsTest {

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

    private SchemaMigrations three() {
        return first().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item")
                .migration("10", "CREATE TABLE sale (id INT)")
                .migration("a view", "-- schema-migrations: repeatable\nINSERT INTO shop VALUES (1)").build();
    }

    private SchemaMigrations failing() {
        return failing(first());
    }

    private static SchemaMigrations failing(SchemaMigrationsBuilder first) {
        return first.migration("2", NO_TRANSACTION + "CREATE TABLE item (id INT);\nINSERT INTO nowhere VALUES (1)",
                "DROP TABLE item").build();
    }

    private static List<String> words(ChangeReport report) {
        return report.changes().stream().map(Object::toString).toList();
    }

    private List<String> tables() {
        return database.tables().stream().filter(table -> !table.equals("schema_migrations_history")).sorted().toList();
    }

    private static List<String> applied(SchemaMigrations migrations) {
        return migrations.status().idsIn(MigrationState.APPLIED).stream().map(MigrationId::value).toList();
    }

    @Test
    void validate_lists_discrepancies_of_every_kind_at_once() {
        database.migrations().migration("1", "CREATE TABLE a (id INT)", "DROP TABLE a")
                .migration("2", "CREATE TABLE b (id INT)", "DROP TABLE b")
                .migration("3", "CREATE TABLE c (id INT)")
                .migration("5", "CREATE TABLE d (id INT)").build().migrate();
        SchemaMigrations now = database.migrations().migration("1", "CREATE TABLE a (id INT, n INT)", "DROP TABLE a")
                .migration("2", "CREATE TABLE b (id INT)", "DROP TABLE IF EXISTS b")
                .migration("4", "CREATE TABLE e (id INT)").build();

        assertThat(now.validate().discrepancies()).extracting(Discrepancy::kind).containsExactly(Discrepancy.Kind.MODIFIED_UP,
                Discrepancy.Kind.MODIFIED_DOWN, Discrepancy.Kind.MISSING, Discrepancy.Kind.FUTURE,
                Discrepancy.Kind.OUT_OF_ORDER);
        assertThat(now.validate().valid()).isFalse();
    }

    @Test
    void validate_lists_what_failed_and_what_was_interrupted_and_names_the_way_out() {
        assertThatThrownBy(failing()::migrate).isInstanceOf(MigrationFailedException.class);

        assertThat(failing().validate().discrepancies()).extracting(Discrepancy::message).containsExactly(
                "'2' failed, and the statements before the failure were kept\nFix the script: the next migrate resumes there;"
                        + " or undo by hand what was kept and call repair() (command=repair); or resolve it. Look at the schema,"
                        + " then call resolve(\"2\", APPLIED) or resolve(\"2\", NOT_APPLIED)"
                        + " (command=resolve, command.target=2, command.as=applied or not-applied)");
        database.execute("UPDATE schema_migrations_history SET state = 'in progress' WHERE id = '2'");
        assertThat(failing().validate().discrepancies()).extracting(Discrepancy::message).containsExactly(
                "'2' was interrupted\nThe next migrate resumes it; or resolve it. Look at"
                        + " the schema, then call resolve(\"2\", APPLIED) or resolve(\"2\", NOT_APPLIED)"
                        + " (command=resolve, command.target=2, command.as=applied or not-applied)");
        assertThat(failing().status().idsIn(MigrationState.INTERRUPTED)).containsExactly(MigrationId.of("2"));
    }

    @Test
    void refuses_to_start_when_something_interrupted_is_unknown() {
        assertThatThrownBy(failing()::migrate).isInstanceOf(MigrationFailedException.class);
        database.execute("UPDATE schema_migrations_history SET state = 'in progress' WHERE id = '2'");

        assertThatThrownBy(first().build()::migrate).isInstanceOf(RefusedException.class).hasMessageContaining(
                "'2' was interrupted and is missing in the sources\n    Run the release that has it, or resolve it. Look at");
    }

    @Test
    void repair_accepts_changed_scripts_and_says_which() {
        three().migrate();
        SchemaMigrations changed = database.migrations().migration("1", "CREATE TABLE shop (id INT) /* why */",
                "DROP TABLE shop").migration("2", "CREATE TABLE item (id INT)", "DROP TABLE IF EXISTS item")
                .migration("10", "CREATE TABLE sale (id INT)")
                .migration("a view", "-- schema-migrations: repeatable\nINSERT INTO shop VALUES (1)").build();
        assertThatThrownBy(changed::migrate).isInstanceOf(RefusedException.class)
                .hasMessageContaining("or accept it: repair() (command=repair), or set modified=warn");

        assertThat(words(changed.repair())).containsExactly("'1' has a new checksum of its up script",
                "'2' has a new down script");
        assertThat(changed.validate().valid()).isTrue();
        assertThat(changed.migrate().done()).isEmpty();
        assertThat(words(changed.repair())).isEmpty();
        assertThat(tables()).containsExactly("item", "sale", "shop");
    }

    @Test
    void the_down_script_that_repair_has_kept_is_the_one_that_an_older_release_runs() {
        first().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE wrong").build().migrate();
        SchemaMigrations corrected = first().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item").build();
        assertThat(corrected.validate().discrepancies()).extracting(Discrepancy::message).singleElement().asString()
                .endsWith(")\nTo store the changed one: repair() (command=repair)");

        corrected.repair();

        assertThat(first().build().rollback().done()).hasSize(1);
        assertThat(tables()).containsExactly("shop");
    }

    @Test
    void repair_forgets_what_failed_so_that_it_begins_anew() {
        assertThatThrownBy(failing()::migrate).isInstanceOf(MigrationFailedException.class);
        database.execute("DROP TABLE item");
        SchemaMigrations rewritten = first().migration("2", "CREATE TABLE product (id INT)").build();

        assertThat(words(rewritten.repair(Set.of(Repair.CHECKSUMS)))).isEmpty();
        assertThat(words(rewritten.repair(Set.of(Repair.FAILED)))).containsExactly("'2' failed, and is pending again");
        rewritten.migrate();
        assertThat(tables()).containsExactly("product", "shop");
    }

    @Test
    void repair_leaves_alone_what_needs_a_decision() {
        three().migrate();
        SchemaMigrations gap = database.migrations().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item").build();

        assertThat(words(gap.repair())).containsExactly("'a view' is missing in the sources and forgotten");
        assertThat(gap.validate().discrepancies()).extracting(Discrepancy::kind).contains(Discrepancy.Kind.MISSING,
                Discrepancy.Kind.FUTURE);
    }

    @Test
    void repair_forgets_a_repeatable_migration_whose_file_was_deleted() {
        SchemaMigrationsBuilder with = database.migrations().migration("1", "CREATE TABLE shop (id INT)")
                .migration("view", "-- schema-migrations: repeatable\nCREATE VIEW offers AS SELECT id FROM shop");
        with.build().migrate();
        SchemaMigrations without = database.migrations().migration("1", "CREATE TABLE shop (id INT)").build();
        assertThat(without.validate().discrepancies()).extracting(Discrepancy::message).containsExactly(
                "'view' is applied, but missing in the sources\nRestore its file; or drop what it made in a new migration, and have"
                        + " the history forget it with repair() (command=repair)");

        assertThat(words(without.repair(Set.of(Repair.CHECKSUMS, Repair.FAILED)))).isEmpty();
        assertThat(words(without.repair())).containsExactly("'view' is missing in the sources and forgotten");

        assertThat(without.validate().valid()).isTrue();
        assertThat(database.count("offers")).isZero();
    }

    @Test
    void resolve_as_applied_believes_what_it_is_told() {
        assertThatThrownBy(failing()::migrate).isInstanceOf(MigrationFailedException.class);

        assertThat(words(failing().resolve(MigrationId.of("2"), Resolution.APPLIED)))
                .containsExactly("'2' is resolved as applied");
        assertThat(failing().validate().valid()).isTrue();
        assertThat(failing().migrate().done()).isEmpty();
        assertThat(database.query("SELECT failure FROM schema_migrations_history WHERE id = '2'"))
                .containsExactly((String) null);
        assertThat(failing().rollback().done()).hasSize(1);
    }

    @Test
    void resolve_as_not_applied_makes_it_pending_from_its_first_statement() {
        assertThatThrownBy(failing()::migrate).isInstanceOf(MigrationFailedException.class);
        database.execute("DROP TABLE item");

        assertThat(words(failing().resolve(MigrationId.of("2"), Resolution.NOT_APPLIED)))
                .containsExactly("'2' is resolved as not applied");
        SchemaMigrations rewritten = first().migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item").build();
        assertThat(rewritten.migrate().done()).hasSize(1);
        assertThat(tables()).containsExactly("item", "shop");
    }

    @Test
    void resolve_refuses_what_is_neither_interrupted_nor_failed() {
        first().build().migrate();

        assertThatThrownBy(() -> first().build().resolve(MigrationId.of("1"), Resolution.NOT_APPLIED))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage("'1' is neither interrupted nor failed, so there is nothing to resolve; nothing was changed");
    }

    @Test
    void baseline_takes_everything_up_to_an_id_and_runs_nothing() {
        assertThat(words(three().baseline(MigrationId.of("2")))).containsExactly("'1' is marked as applied",
                "'2' is marked as applied");
        assertThat(tables()).isEmpty();
        assertThat(applied(three())).containsExactly("1", "2");
        assertThat(three().plan().steps()).extracting(step -> step.id().value()).containsExactly("10", "a view");
        assertThat(words(three().baseline(MigrationId.of("2")))).isEmpty();
    }

    @Test
    void what_was_taken_as_applied_can_be_rolled_back_by_an_older_release() {
        database.execute("CREATE TABLE shop (id INT)", "CREATE TABLE item (id INT)");
        three().baseline(MigrationId.of("2"));

        assertThat(first().build().rollback().done()).hasSize(1);
        assertThat(tables()).containsExactly("shop");
    }

    @Test
    void mark_applied_takes_one_or_all_pending() {
        assertThat(words(three().markApplied(MigrationId.of("1")))).containsExactly("'1' is marked as applied");
        assertThat(words(three().markAllApplied())).containsExactly("'2' is marked as applied", "'10' is marked as applied",
                "'a view' is marked as applied");
        assertThat(three().migrate().done()).isEmpty();
        assertThat(tables()).isEmpty();
    }

    @Test
    void refuses_to_take_as_applied_what_the_sources_do_not_know() {
        assertThatThrownBy(() -> three().baseline(MigrationId.of("3"))).isInstanceOf(UnknownTargetException.class).hasMessage(
                "There is no migration '3' in the sources, so it cannot be marked as applied; nothing was changed");
        assertThatThrownBy(() -> three().markApplied(MigrationId.of("3"))).isInstanceOf(UnknownTargetException.class);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void retires_the_connection_of_every_command_that_held_the_lock_and_of_no_other() {
        List<Connection> retired = new ArrayList<>();
        SchemaMigrations migrations = failing(first().connectionRetirement(retired::add));
        migrations.status();
        migrations.validate();
        migrations.plan();
        migrations.planRollback();
        assertThat(retired).isEmpty();

        assertThatThrownBy(migrations::migrate).isInstanceOf(MigrationFailedException.class);
        List<Runnable> commands = List.of(() -> migrations.resolve(MigrationId.of("2"), Resolution.APPLIED),
                migrations::repair, () -> migrations.baseline(MigrationId.of("1")),
                () -> migrations.markApplied(MigrationId.of("1")), migrations::markAllApplied);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(retired).hasSize(i + 1);
            commands.get(i).run();
        }

        assertThat(retired).hasSize(commands.size() + 1).doesNotHaveDuplicates();
        migrations.migrate();
        assertThat(retired).hasSize(commands.size() + 1);
    }

    @Test
    void a_failed_correction_retires_its_connection_too() {
        List<Connection> retired = new ArrayList<>();
        SchemaMigrations migrations = first().connectionRetirement(retired::add).build();

        assertThatThrownBy(() -> migrations.resolve(MigrationId.of("1"), Resolution.APPLIED))
                .isInstanceOf(UnknownTargetException.class);

        assertThat(retired).hasSize(1);
    }

    @Test
    void gives_autocommit_back_before_the_connection_is_retired() {
        EvictingPool pool = new EvictingPool(database);
        SchemaMigrations migrations = pool.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop").build();

        assertThat(migrations.migrate().done()).hasSize(1);
        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(migrations.redo().done()).hasSize(2);
        assertThat(migrations.rollback().done()).hasSize(1);
        assertThat(words(migrations.markApplied(MigrationId.of("1")))).hasSize(1);
        assertThat(words(migrations.repair())).isEmpty();

        assertThat(pool.autocommitWhenEvicted()).hasSize(5).containsOnly(false);
    }

    @Test
    void a_retirement_or_a_pool_that_fails_does_not_replace_the_result() {
        EvictingPool pool = new EvictingPool(database);
        SchemaMigrations migrations = pool.migrations().connectionRetirement(connection -> {
            connection.setAutoCommit(true); // so that closing it fails, too
            pool.evict(connection);
            throw new IllegalStateException("cannot be retired");
        }).migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop").build();

        assertThat(migrations.migrate().done()).hasSize(1);
        assertThat(words(migrations.repair())).isEmpty();
        assertThatThrownBy(() -> migrations.resolve(MigrationId.of("1"), Resolution.APPLIED))
                .isInstanceOf(UnknownTargetException.class);
        assertThat(migrations.rollback().done()).hasSize(1);
    }
}
