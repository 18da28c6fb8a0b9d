package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.event.RunFinished;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkus.test.QuarkusUnitTest;

/** On a database that compares its history with what the build expects. */
class CurrentAtStartTest {

    private static final String DATABASE = "current_at_start";
    private static final String SCRIPT = "create table a (id int);";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onPostgresql(DATABASE, CurrentAtStartTest::migrate)
            .classes(Log.class)
            .config("quarkus.datasource.username", "postgres")
            .config("quarkus.datasource.password", "postgres")
            .script("db/migrations/1.sql", SCRIPT)
            .starts();

    @Inject
    Log log;

    @Inject
    StartProgress progress;

    @Inject
    SchemaMigrations migrations;

    private static void migrate() {
        EmbeddedPostgresql.makeDatabase(DATABASE, "select 1");
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(EmbeddedPostgresql.url(DATABASE));
        dataSource.setUser("postgres");
        SchemaMigrationsBuilder.of(dataSource).migration("1", SCRIPT).build().migrate();
    }

    @Test
    void the_start_has_nothing_to_do_and_says_so_to_all_who_listen() {
        assertThat(log.heard).containsExactlyInAnyOrder("listener: 0 steps", "observer: 0 steps");
        assertThat(progress.state()).isEqualTo(StartProgress.State.CURRENT);
    }

    @Test
    void commands_work_as_after_any_other_start() {
        assertThat(migrations.status().migrations()).hasSize(1);
        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(migrations.set()).isEqualTo("<default>");
    }

    @Singleton
    public static class Log implements MigrationListener {

        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void afterRun(RunReport report) {
            if (heard.size() < 2) {
                heard.add("listener: " + report.done().size() + " steps");
            }
        }

        void finished(@Observes RunFinished run) {
            if (heard.size() < 2) {
                heard.add("observer: " + run.report().done().size() + " steps");
            }
        }
    }
}
