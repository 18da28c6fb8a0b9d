package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkus.test.QuarkusUnitTest;

/** Commands do not depend on the context class loader of the thread that calls the first of them. */
class ForeignClassLoaderTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(InJava.class)
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/own/migrations/1.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.migrate-at-start", "false")
            .config("quarkus.schema-migrations.own.datasource", "<default>")
            .config("quarkus.schema-migrations.own.migrate-at-start", "false")
            .config("quarkus.schema-migrations.own.jdbc-url",
                    "jdbc:sqlite:" + TestApplication.freshFolder().resolve("own.db"))
            .starts();

    @Inject
    Instance<SchemaMigrations> migrations;

    @Inject
    @MigrationSetName("own")
    Instance<SchemaMigrations> own;

    @CodeMigrationId("2")
    public static class InJava implements CodeMigration {

        @Override
        public void up(MigrationContext context) {
            // does nothing
        }
    }

    @Test
    void the_first_command_may_come_from_a_thread_that_knows_nothing_of_the_application() throws Exception {
        for (Instance<SchemaMigrations> set : List.of(migrations, own)) {
            int count = set == migrations ? 2 : 1;
            assertThat(elsewhere(() -> set.get().status().idsIn(MigrationState.PENDING))).hasSize(count);
            assertThat(elsewhere(() -> set.get().migrate().done())).hasSize(count);
            assertThat(set.get().status().idsIn(MigrationState.APPLIED)).hasSize(count);
        }
    }

    private static <T> T elsewhere(Callable<T> command) throws Exception {
        FutureTask<T> task = new FutureTask<>(command);
        Thread thread = new Thread(task);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
        return task.get();
    }
}
