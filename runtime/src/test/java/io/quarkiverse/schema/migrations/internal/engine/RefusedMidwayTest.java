package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.report.StepReport;

/** A command that has changed something before it is refused does not say that nothing was changed. */
class RefusedMidwayTest {

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = DatabaseKind.SQLITE.empty(directory);
    }

    private static MigrationListener afterStep(Consumer<StepReport> action) {
        return new MigrationListener() {
            @Override
            public void afterStep(String set, StepReport step) {
                action.accept(step);
            }
        };
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations().migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY)", "DROP TABLE shop");
    }

    @Test
    void behind_a_baseline_that_this_run_has_set() {
        database.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY)");
        SchemaMigrations set = shop().migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY)").baseline("1")
                .policies(Policies.DEFAULT.with(Policies.MissingDown.REFUSE)).build();

        assertThatThrownBy(set::migrate).isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Migration refused, nothing more was changed:\n  - '2'");
        assertThat(database.count("schema_migrations_history")).isOne();
    }

    @Test
    void behind_a_baseline_and_before_a_script_that_cannot_run() {
        database.execute("CREATE TABLE shop (id INTEGER PRIMARY KEY)");
        SchemaMigrations set = shop().migration("2", "VACUUM").baseline("1").build();

        assertThatThrownBy(set::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageStartingWith("Migration refused, nothing more was changed:\n  - ");
    }

    @Test
    void behind_a_step_when_another_process_has_applied_something_in_between() {
        SchemaMigrations other = shop().migration("1b", "CREATE TABLE other (id INTEGER PRIMARY KEY)").build();
        SchemaMigrations set = shop().migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY)")
                .policies(Policies.DEFAULT.with(Policies.Missing.REFUSE))
                .listener(afterStep(step -> other.migrate())).build();

        assertThatThrownBy(set::migrate).isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Migration refused, nothing more was changed:\n  - '1b'");
    }

    @Test
    void a_rollback_that_fails_at_its_second_step_tells_of_that_step_alone() {
        SchemaMigrations set = database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY)", "DROP TABLE absent")
                .migration("2", "CREATE TABLE item (id INTEGER PRIMARY KEY)", "DROP TABLE item").build();
        set.migrate();

        assertThatThrownBy(() -> set.rollback(Target.all())).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("It was undone, the migration is still applied.")
                .hasMessageNotContaining("othing was changed");
        assertThat(database.tables()).contains("shop").doesNotContain("item");
    }
}
