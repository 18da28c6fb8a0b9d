package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.event.MigrationEvent;
import io.quarkiverse.schema.migrations.event.StepFinished;
import io.quarkiverse.schema.migrations.event.StepStarted;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkus.test.QuarkusUnitTest;

class EventsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Log.class)
            .script("db/migrations/1.up.sql", "create table a (id int);")
            .script("db/migrations/1.down.sql", "drop table a;")
            .script("db/audit/migrations/2.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .starts();

    @Inject
    Log log;

    @Inject
    SchemaMigrations migrations;

    @Test
    void tell_of_the_run_and_the_steps_of_all_sets_or_of_the_one_that_is_named() {
        assertThat(log.lines).startsWith("<default> RunStarted", "<default> StepStarted", "<default> StepFinished",
                "<default> RunFinished", "audit RunStarted", "audit StepStarted", "audit StepFinished", "audit RunFinished");
        assertThat(log.audit).containsExactly("2 UP");
    }

    @Test
    void veto_a_step() {
        log.vetoing = true;
        try {
            assertThatThrownBy(migrations::rollback).isInstanceOf(ListenerException.class)
                    .hasMessageContaining("not today").hasMessageContaining("Nothing of '1' was run");
            assertThat(log.lines).endsWith("<default> StepFailed", "<default> RunFailed");
            assertThat(migrations.validate().valid()).isTrue();
            assertThat(migrations.planRollback().steps()).hasSize(1);
        } finally {
            log.vetoing = false;
        }
    }

    @Singleton
    public static class Log {

        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<String> audit = new CopyOnWriteArrayList<>();
        volatile boolean vetoing;

        void all(@Observes MigrationEvent event) {
            lines.add(event.set() + " " + event.getClass().getSimpleName());
        }

        void ofAudit(@Observes @MigrationSetName("audit") StepFinished event) {
            assertThat(event.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
            audit.add(event.id() + " " + event.direction());
        }

        void veto(@Observes StepStarted step) {
            if (vetoing && step.direction() == Direction.DOWN) {
                throw new IllegalStateException("not today");
            }
        }
    }
}
