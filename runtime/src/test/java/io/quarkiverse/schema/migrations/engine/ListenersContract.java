package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** What listeners hear, and what they can stop, on every database alike. */
abstract class ListenersContract {

    private final List<String> heard = new ArrayList<>();

    abstract TestDatabase database();

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
        var builder = database().migrations().migration("1", "CREATE TABLE shop (id INT)", "DROP TABLE shop")
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
        assertThatThrownBy(database().migrations().migration("1", "INSERT INTO nowhere VALUES (1)").listener(new Ears())
                .build()::migrate).isInstanceOf(MigrationFailedException.class);
        database().execute("DELETE FROM schema_migrations_history");
        database().migrations().migration("3", "CREATE TABLE sale (id INT)").build().migrate();
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
        assertThat(database().tables()).contains("shop").doesNotContain("item");
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
        assertThat(database().tables()).contains("shop").doesNotContain("item");
    }

    @Test
    void do_not_hide_a_failure_by_failing_themselves() {
        SchemaMigrations migrations = database().migrations().migration("1", "INSERT INTO nowhere VALUES (1)")
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
}
