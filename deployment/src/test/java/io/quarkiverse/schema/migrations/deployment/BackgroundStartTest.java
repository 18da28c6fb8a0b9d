package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.StartProgress.State;
import io.quarkiverse.schema.migrations.event.StepStarted;
import io.quarkiverse.schema.migrations.runtime.SetStart;
import io.quarkus.test.QuarkusUnitTest;

class BackgroundStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Gate.class, Unlucky.class)
            .dataSource("broken")
            .dataSource("unlucky")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/broken/migrations/1.sql", "insert into nowhere values (1);")
            .script("db/unlucky/migrations/1.sql", "create table c (id int);")
            .script("db/idle/migrations/1.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.start", "background")
            .config("quarkus.schema-migrations.\"broken\".start", "background")
            .config("quarkus.schema-migrations.\"unlucky\".start", "background")
            .config("quarkus.schema-migrations.\"idle\".migrate-at-start", "false")
            .starts();

    @Inject
    StartProgress start;

    @Inject
    @MigrationSetName("broken")
    StartProgress broken;

    @Inject
    @MigrationSetName("unlucky")
    StartProgress unlucky;

    @Inject
    @MigrationSetName("idle")
    StartProgress idle;

    @Inject
    @MigrationSetName("broken")
    SetStart brokenStart;

    @Inject
    @MigrationSetName("broken")
    SchemaMigrations brokenMigrations;

    @Inject
    Gate gate;

    @Inject
    DataSource dataSource;

    @Test
    void starts_with_the_old_schema_and_tells_when_it_is_current_or_has_failed() throws InterruptedException {
        assertThat(start.state()).isEqualTo(State.MIGRATING);
        gate.open.countDown();

        assertThat(settled(start)).isEqualTo(State.CURRENT);
        assertThat(TestApplication.query(dataSource, "select count(*) from a")).containsExactly("0");
        assertThat(settled(broken)).isEqualTo(State.FAILED);
        assertThat(broken.failure()).get().extracting(Throwable::getMessage).asString()
                .contains("db/broken/migrations/1.sql:1:1");
        brokenMigrations.markApplied("1"); // as another process may do
        assertThat(brokenStart.readiness()).contains(new SetStart.Readiness(true, "current"));
        assertThat(settled(unlucky)).isEqualTo(State.FAILED);
        assertThat(unlucky.failure().orElseThrow()).hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(start.failure()).isEmpty();
        assertThat(idle.state()).isEqualTo(State.UNTOUCHED);
        assertThat(idle.set()).isEqualTo("idle");
    }

    private static State settled(StartProgress progress) throws InterruptedException {
        for (int i = 0; i < 500 && progress.state() == State.MIGRATING; i++) {
            Thread.sleep(20);
        }
        return progress.state();
    }

    /** Lacks a class that it needs. */
    @Singleton
    @MigrationSetName("unlucky")
    public static class Unlucky implements MigrationListener {

        Unlucky() {
            throw new NoClassDefFoundError("org/acme/Gone");
        }
    }

    /** Holds the first step until the test has seen that the application is up. */
    @Singleton
    public static class Gate {

        final CountDownLatch open = new CountDownLatch(1);

        void hold(@Observes StepStarted step) throws InterruptedException {
            open.await();
        }
    }
}
