package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.EnvConfigSource;

class EnvironmentVariablesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Environment.class)
            .script("META-INF/services/" + ConfigSource.class.getName(), Environment.class.getName())
            .script("db/audit-log/migrations/1.sql", "create table a (id int);")
            .script("db/b/migrations/1.sql", "create table b (id int);")
            .script("db/c/migrations/1.sql", "create table c (id int);")
            .jarDependency("library.jar", "META-INF/schema-migrations/paper-trail/1.sql", "create table d (id int);")
            .config("quarkus.schema-migrations.\"audit-log\".missing", "warn")
            .config("quarkus.schema-migrations.b.lock-timeout", "6S")
            .config("quarkus.schema-migrations.\"c\".history-table", "from_file")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrationsRuntimeConfig config;

    @Test
    void reach_a_set_whose_name_has_a_hyphen() {
        assertThat(config.sets().get("audit-log").migrateAtStart()).isFalse();
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name in ('a', 'b', 'c')"))
                .containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void reach_a_key_without_a_default() {
        assertThat(config.sets().get("audit-log").historyTable()).contains("from_environment");
        assertThat(config.sets().get("audit-log").statementTimeout()).isEmpty();
        assertThat(config.sets().get("b").statementTimeout()).contains(Duration.ofSeconds(7));
    }

    @Test
    void reach_a_set_that_only_a_library_knows_of() {
        assertThat(config.sets().get("paper-trail").historyTable()).contains("from_environment_as_well");
        assertThat(TestApplication.query(dataSource, "select id from from_environment_as_well")).contains("1");
    }

    @Test
    void win_over_the_file_whether_a_name_is_quoted_or_not() {
        assertThat(config.sets().get("b").lockTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.sets().get("c").historyTable()).contains("from_environment_too");
    }

    /** Stands in for the variables of a process, which no process can set for itself. */
    public static class Environment extends EnvConfigSource {

        private static final long serialVersionUID = 1L;

        public Environment() {
            super(Map.of(
                    "QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_MIGRATE_AT_START", "false",
                    "QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_HISTORY_TABLE", "from_environment",
                    "QUARKUS_SCHEMA_MIGRATIONS_PAPER_TRAIL_HISTORY_TABLE", "from_environment_as_well",
                    "QUARKUS_SCHEMA_MIGRATIONS_B_LOCK_TIMEOUT", "8S",
                    "QUARKUS_SCHEMA_MIGRATIONS__B__STATEMENT_TIMEOUT", "7S",
                    "QUARKUS_SCHEMA_MIGRATIONS_C_HISTORY_TABLE", "from_environment_too"), 300);
        }
    }
}
