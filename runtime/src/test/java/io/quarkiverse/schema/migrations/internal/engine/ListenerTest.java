package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** What listeners hear, and what their exceptions do. */
class ListenerTest {

    private static final String STEPWISE = "-- schema-migrations: transaction=none\n";

    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();
    private SqliteFile file;
    private SchemaMigrationsBuilder two;

    @BeforeEach
    void makeFile() {
        file = SqliteFile.in(directory);
        two = file.migrations().migration("1", "CREATE TABLE shop (id INT)").migration("2", "CREATE TABLE item (id INT)");
    }

    /** Notes what it hears, and throws at one event. */
    private final class Recorder implements MigrationListener {

        private final String throwsAt;

        Recorder(String throwsAt) {
            this.throwsAt = throwsAt;
        }

        private void hear(String event) {
            heard.add(event);
            if (event.startsWith(throwsAt)) {
                throw new IllegalStateException("thrown at " + event);
            }
        }

        @Override
        public void beforeRun(String set, List<MigrationId> planned) {
            hear("before run of " + set + " " + planned);
        }

        @Override
        public void warned(String set, Discrepancy discrepancy) {
            hear("warned of " + discrepancy.kind() + " " + discrepancy.id());
        }

        @Override
        public void waitingForLock(String set, Duration timeout) {
            hear("waiting " + timeout);
        }

        @Override
        public void beforeStep(String set, MigrationId id, Direction direction) {
            hear("before " + direction + " " + id);
        }

        @Override
        public void afterStep(String set, StepReport step) {
            hear("after " + step.direction() + " " + step.id());
        }

        @Override
        public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
            hear("failed " + direction + " " + id + ": " + failure.getClass().getSimpleName());
        }

        @Override
        public void afterRun(RunReport report) {
            hear("after run, done " + report.done().size());
        }

        @Override
        public void runFailed(RunReport report, RuntimeException failure) {
            hear("run failed, done " + report.done().size() + ": " + failure.getClass().getSimpleName());
        }
    }

    private SchemaMigrationsBuilder recorded(SchemaMigrationsBuilder builder, String throwsAt) {
        return builder.listener(new Recorder(throwsAt));
    }

    @Test
    void hear_of_everything_in_order() {
        recorded(two, "never").build().migrate();
        assertThat(heard).containsExactly("before run of <default> [1, 2]", "before UP 1", "after UP 1", "before UP 2",
                "after UP 2", "after run, done 2");
        heard.clear();

        two.build().migrate();
        assertThat(heard).containsExactly("after run, done 0");
    }

    @Test
    void hear_of_a_failure() {
        recorded(two.migration("3", "INSERT INTO nowhere VALUES (1)").migration("4", "SELECT 1"), "never");

        assertThatThrownBy(two.build()::migrate).isInstanceOf(MigrationFailedException.class);
        assertThat(heard).endsWith("before UP 3", "failed UP 3: MigrationFailedException",
                "run failed, done 2: MigrationFailedException");
    }

    @Test
    void hear_of_a_refusal_and_of_no_current_schema() {
        file.migrations().migration("2", "SELECT 1").build().migrate();

        assertThatThrownBy(recorded(two, "never").build()::migrate).isInstanceOf(RefusedException.class);
        assertThat(heard).containsExactly("run failed, done 0: RefusedException");
    }

    @Test
    void hear_of_what_is_allowed_once() {
        two.build().migrate();
        recorded(file.migrations().migration("1", "CREATE TABLE shop (id INT)")
                .migration("view", "-- schema-migrations: repeatable\nSELECT 1"), "never").build().migrate();

        assertThat(heard).startsWith("warned of FUTURE 2", "before run of <default> [view]").hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", STEPWISE })
    void end_the_run_before_a_step_of_which_nothing_stays(String directive) {
        SchemaMigrationsBuilder builder = file.migrations().migration("1", directive + "CREATE TABLE shop (id INT)")
                .migration("2", directive + "CREATE TABLE item (id INT)");

        assertThatThrownBy(recorded(builder, "before UP 2").build()::migrate).isInstanceOf(ListenerException.class)
                .hasMessage("A listener stopped the run: java.lang.IllegalStateException: thrown at before UP 2."
                        + " Nothing of '2' was run, and nothing behind it");

        assertThat(heard).endsWith("before UP 2", "failed UP 2: ListenerException",
                "run failed, done 1: ListenerException");
        assertThat(file.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
        assertThat(file.query("SELECT id FROM schema_migrations_history")).containsExactly("1");
        file.execute("CREATE TABLE not_locked (id INT)");
    }

    @Test
    void end_the_run_after_a_step_which_stays() {
        assertThatThrownBy(recorded(two, "after UP 1").build()::migrate).isInstanceOf(ListenerException.class)
                .hasMessage("A listener stopped the run: java.lang.IllegalStateException: thrown at after UP 1."
                        + " '1' is applied; nothing behind it was run");

        assertThat(heard).endsWith("after UP 1", "run failed, done 1: ListenerException");
        assertThat(file.query("SELECT id FROM schema_migrations_history")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "failed UP", "run failed" })
    void do_not_hide_a_failure_by_their_own(String event) {
        recorded(two.migration("3", "INSERT INTO nowhere VALUES (1)"), event);

        assertThatThrownBy(two.build()::migrate).isInstanceOf(MigrationFailedException.class).satisfies(failure -> {
            Throwable[] suppressed = failure.getSuppressed();
            assertThat(suppressed).anySatisfy(own -> assertThat(own).hasMessageStartingWith("thrown at " + event));
            assertThat(((MigrationFailedException) failure).report()).isPresent();
        });
    }

    @Test
    void are_told_in_the_order_in_which_they_were_added() {
        two.listener(new MigrationListener() {
            @Override
            public void afterRun(RunReport report) {
                heard.add("first");
            }
        });
        recorded(two, "never").build().migrate();

        assertThat(heard).endsWith("first", "after run, done 2");
    }
}
