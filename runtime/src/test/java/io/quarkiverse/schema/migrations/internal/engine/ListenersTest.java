package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** What listeners hear, and what they can stop, on every database alike. */
@ParameterizedClass
@EnumSource
class ListenersTest {

    private final List<String> heard = new ArrayList<>();

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private final class Ears implements MigrationListener {

        @Override
        public void beforeRun(String set, List<MigrationId> planned) {
            heard.add("run " + planned);
        }

        @Override
        public void beforeStep(String set, MigrationId id, Direction direction) {
            heard.add("before " + id + " " + direction);
        }

        @Override
        public void afterStep(String set, StepReport step) {
            heard.add("after " + step.id() + " " + step.direction());
        }

        @Override
        public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
            heard.add("failed " + id + " " + direction + " " + failure.getClass().getSimpleName());
        }

        @Override
        public void afterRun(RunReport report) {
            heard.add("ran " + report.done().size());
        }

        @Override
        public void runFailed(RunReport report, RuntimeException failure) {
            heard.add("run failed after " + report.done().size() + " " + failure.getClass().getSimpleName());
        }
    }

    private SchemaMigrations two(MigrationListener... listeners) {
        var builder = database.migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop")
                .migration("2", "CREATE TABLE item (id INT)", "DROP TABLE item").listener(new Ears());
        List.of(listeners).forEach(builder::listener);
        return builder.build();
    }

    @Test
    void hear_of_the_run_and_of_every_step_in_both_directions() {
        two().migrate();
        two().rollback();
        two().redo();
        two().migrate();
        two().migrate();

        assertThat(heard).containsExactly("run [1, 2]", "before 1 UP", "after 1 UP", "before 2 UP", "after 2 UP", "ran 2",
                "run [2]", "before 2 DOWN", "after 2 DOWN", "ran 1",
                "run [1, 1]", "before 1 DOWN", "after 1 DOWN", "before 1 UP", "after 1 UP", "ran 2",
                "run [2]", "before 2 UP", "after 2 UP", "ran 1", "ran 0");
    }

    @Test
    void hear_of_failures_and_refusals() {
        assertThatThrownBy(database.migrations().migration("1", "INSERT INTO nowhere VALUES (1)").listener(new Ears())
                .build()::migrate).isInstanceOf(MigrationFailedException.class);
        database.execute("DELETE FROM schema_migrations_history");
        database.migrations().migration("3", "CREATE TABLE sale (id INT)").build().migrate();
        assertThatThrownBy(two()::migrate).isInstanceOf(RefusedException.class);

        assertThat(heard).containsExactly("run [1]", "before 1 UP", "failed 1 UP MigrationFailedException",
                "run failed after 0 MigrationFailedException", "run failed after 0 RefusedException");
    }

    @Test
    void veto_a_step_by_throwing_before_it() {
        SchemaMigrations migrations = two(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                if (id.value().equals("2")) {
                    throw new IllegalStateException("not on a Friday");
                }
            }
        });

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(ListenerException.class, veto -> {
            assertThat(veto).hasMessage("A listener stopped the run: java.lang.IllegalStateException: not on a Friday."
                    + " Nothing of '2' was run, and nothing behind it").hasRootCauseMessage("not on a Friday");
            RunReport report = veto.report().orElseThrow();
            assertThat(report.done()).extracting(step -> step.id().value()).containsExactly("1");
            assertThat(report.failed()).isEmpty();
            assertThat(report.notRun()).containsExactly(MigrationId.of("2"));
        });
        assertThat(database.tables()).contains("shop").doesNotContain("item");
        assertThat(heard).endsWith("before 2 UP", "failed 2 UP ListenerException", "run failed after 1 ListenerException");
        assertThat(two().migrate().done()).hasSize(1);
    }

    @Test
    void keep_what_is_committed_when_they_throw_behind_a_step() {
        SchemaMigrations migrations = two(new MigrationListener() {
            @Override
            public void afterStep(String set, StepReport step) {
                throw new IllegalStateException("enough");
            }
        });

        assertThatThrownBy(migrations::migrate).isInstanceOf(ListenerException.class)
                .hasMessage("A listener stopped the run: java.lang.IllegalStateException: enough."
                        + " '1' is applied; nothing behind it was run");
        assertThat(database.tables()).contains("shop").doesNotContain("item");
    }

    @Test
    void do_not_hide_a_failure_by_failing_themselves() {
        SchemaMigrations migrations = database.migrations().migration("1", "INSERT INTO nowhere VALUES (1)")
                .listener(new MigrationListener() {
                    @Override
                    public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
                        throw new IllegalStateException("and this");
                    }
                }).build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(MigrationFailedException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
                        .containsExactly("and this"));
    }

    @Test
    void do_not_hide_a_failure_by_throwing_it_again() {
        SchemaMigrations migrations = database.migrations().migration("1", "INSERT INTO nowhere VALUES (1)")
                .listener(new MigrationListener() {
                    @Override
                    public void runFailed(RunReport report, RuntimeException failure) {
                        throw failure;
                    }
                }).listener(new Ears()).build();

        assertThatThrownBy(migrations::migrate).isInstanceOf(MigrationFailedException.class).hasNoSuppressedExceptions();
        assertThat(heard).endsWith("run failed after 0 MigrationFailedException");
    }

    @Test
    void stop_the_run_with_errors_as_with_exceptions() {
        SchemaMigrations migrations = two(new MigrationListener() {
            @Override
            public void beforeStep(String set, MigrationId id, Direction direction) {
                if (id.value().equals("2")) {
                    throw new NoClassDefFoundError("org/acme/Gone");
                }
            }

            @Override
            public void runFailed(RunReport report, RuntimeException failure) {
                throw new StackOverflowError();
            }
        });

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(ListenerException.class, veto -> {
            assertThat(veto).hasMessage("A listener stopped the run: java.lang.NoClassDefFoundError: org/acme/Gone."
                    + " Nothing of '2' was run, and nothing behind it");
            assertThat(veto.report().orElseThrow().done()).hasSize(1);
            assertThat(veto.getSuppressed()).hasOnlyElementsOfType(StackOverflowError.class);
        });
        assertThat(two().migrate().done()).hasSize(1);
    }

    @Test
    void hear_of_errors_of_migrations_in_java() {
        CodeMigration failing = context -> {
            try (Statement statement = context.connection().createStatement()) {
                statement.execute("INSERT INTO shop VALUES (1)");
            }
            throw new NoClassDefFoundError("org/acme/Gone");
        };
        SchemaMigrations migrations = database.migrations().migration("1", "CREATE TABLE shop (id INT)")
                .migration("2", failing).listener(new Ears()).build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(MigrationFailedException.class, failure -> {
            assertThat(failure)
                    .hasMessageContaining(": java.lang.NoClassDefFoundError: org/acme/Gone\nThe migration was rolled back.")
                    .hasRootCauseInstanceOf(NoClassDefFoundError.class);
            assertThat(failure.report().orElseThrow().failed()).contains(MigrationId.of("2"));
        });
        assertThat(database.count("shop")).isZero();
        assertThat(heard).endsWith("before 2 UP", "failed 2 UP MigrationFailedException",
                "run failed after 1 MigrationFailedException");
    }

    @Test
    void hear_of_errors_of_what_offers_the_scripts() {
        MigrationSource source = InMemoryMigration.scan("test",
                List.of(new InMemoryMigration("1", "SELECT 1", Optional.empty())))::migrations;
        MigrationSource failing = () -> source.migrations().stream().map(one -> new Migration(one.id(), one.kind(),
                one.description(), failing((Script) one.up()), one.down())).toList();
        SchemaMigrations migrations = database.migrations().source(failing).listener(new Ears()).build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(DatabaseException.class, failure -> {
            assertThat(failure).hasMessage("The command failed: java.lang.StackOverflowError. Nothing more was run");
            assertThat(failure.report().orElseThrow().notRun()).containsExactly(MigrationId.of("1"));
        });
        assertThat(heard).containsExactly("run failed after 0 DatabaseException");
    }

    @Test
    void do_not_hear_of_a_run_that_could_not_be_planned_for_an_error() {
        MigrationSource failing = () -> {
            throw new NoClassDefFoundError("org/acme/Gone");
        };

        assertThatThrownBy(database.migrations().source(failing).listener(new Ears()).build()::migrate)
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessageContaining("failed with java.lang.NoClassDefFoundError: org/acme/Gone; correct the source");
        assertThat(heard).isEmpty();
    }

    private static Script failing(Script script) {
        return new Script(script.location(), script.checksum(), script.options(), () -> {
            throw new StackOverflowError();
        });
    }
}
