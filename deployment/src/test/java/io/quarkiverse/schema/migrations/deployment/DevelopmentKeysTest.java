package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig.OnChange;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.test.QuarkusUnitTest;

class DevelopmentKeysTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .script("db/reports/migrations/1.sql", "create table c (id int);")
            .config("quarkus.schema-migrations.audit.datasource", "<default>")
            .config("quarkus.schema-migrations.reports.datasource", "<default>")
            .config("quarkus.schema-migrations.dev.on-change", "refuse")
            .config("quarkus.schema-migrations.\"audit\".dev.on-change", "reset")
            .starts()
            .setLogRecordPredicate(line -> line.getLoggerName().equals("io.quarkus.config"))
            .assertLogRecords(lines -> assertThat(lines)
                    .noneMatch(line -> line.getMessage().contains("Unrecognized configuration key")));

    @Inject
    SchemaMigrationsRuntimeConfig config;

    @Test
    void are_known_for_every_set() {
        assertThat(config.sets().get("<default>").onChange()).isEqualTo(OnChange.REFUSE);
        assertThat(config.sets().get("audit").onChange()).isEqualTo(OnChange.RESET);
        assertThat(config.sets().get("reports").onChange()).isEqualTo(OnChange.REDO);
        assertThat(config.sets().keySet()).doesNotContain("dev");
    }
}
