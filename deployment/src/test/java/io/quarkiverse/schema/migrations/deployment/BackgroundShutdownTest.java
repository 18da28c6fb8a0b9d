package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.event.StepStarted;
import io.quarkiverse.schema.migrations.runtime.SetStart;
import io.quarkus.test.QuarkusUnitTest;

class BackgroundShutdownTest {

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.schema.migrations");
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final Handler PROBLEMS = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                LINES.add(line.getLevel() + " " + line.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(UntilShutdown.class)
            .dataSource("audit")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/migrations/2.sql", "create table b (id int);")
            .script("db/migrations/3.sql", "create table c (id int);")
            .script("db/audit/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/2.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.start", "background")
            .config("quarkus.schema-migrations.\"audit\".start", "background")
            .starts()
            .setBeforeAllCustomizer(() -> LOGGER.addHandler(PROBLEMS))
            .setAfterUndeployListener(() -> {
                LOGGER.removeHandler(PROBLEMS);
                assertThat(LINES).containsExactlyInAnyOrder(
                        "WARN The background migration was stopped after 1 migration, because the application shuts down."
                                + " The next start goes on with '2'",
                        "WARN The background migration of set 'audit' was stopped after 1 migration, because the application"
                                + " shuts down. The next start goes on with '2'");
            });

    @Inject
    UntilShutdown steps;

    @Test
    void the_shutdown_stops_both_sets_after_their_current_step_and_says_so_in_a_line_each() throws InterruptedException {
        assertThat(steps.begun.await(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Holds the first step of each set until both are told to stop. */
    @Singleton
    public static class UntilShutdown {

        final CountDownLatch begun = new CountDownLatch(2);

        @Inject
        SetStart start;

        @Inject
        @MigrationSetName("audit")
        SetStart audit;

        void hold(@Observes StepStarted step) throws Exception {
            begun.countDown();
            while (!isStopping(start) || !isStopping(audit)) {
                Thread.sleep(20);
            }
        }

        private static boolean isStopping(SetStart start) throws ReflectiveOperationException {
            Field stopping = SetStart.class.getDeclaredField("stopping");
            stopping.setAccessible(true);
            return stopping.getBoolean(start);
        }
    }
}
