package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkus.test.QuarkusUnitTest;

class ListenersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Log.class, Everything.class, AuditOnly.class)
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/2.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .starts();

    @Inject
    Log log;

    @Test
    void hear_of_all_sets_or_of_the_one_they_name() {
        assertThat(log.lines).containsExactly("everything: <default> 1", "everything: audit 2", "audit only: audit 2");
    }

    @Singleton
    public static class Log {
        final List<String> lines = new CopyOnWriteArrayList<>();
    }

    @Singleton
    public static class Everything implements MigrationListener {

        @Inject
        Log log;

        @Override
        public void afterStep(String set, StepReport step) {
            log.lines.add("everything: " + set + " " + step.id());
        }
    }

    @Singleton
    @MigrationSetName("audit")
    public static class AuditOnly implements MigrationListener {

        @Inject
        Log log;

        @Override
        public void afterStep(String set, StepReport step) {
            log.lines.add("audit only: " + set + " " + step.id());
        }
    }
}
