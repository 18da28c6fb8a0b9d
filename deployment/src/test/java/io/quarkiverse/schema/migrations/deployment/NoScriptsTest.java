package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.test.QuarkusUnitTest;

class NoScriptsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            // asks the database for its version
            .config("quarkus.hibernate-orm.enabled", "false")
            .config("quarkus.datasource.metrics.enabled", "true")
            .config("quarkus.datasource.jdbc.metrics.enabled", "true")
            .dataSource("audit")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .script("META-INF/schema-migrations/stock/README.md", "What goes here")
            .starts()
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.schema.migrations"))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage).containsExactly(
                    "No migrations found in 'db/migrations'", "Set 'audit': no migrations found in 'db/audit/migrations'",
                    "Set 'stock': no migrations found in 'META-INF/schema-migrations/stock'"));

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @Test
    void cost_no_connection_and_one_line_of_log_per_set_that_says_where_they_were_expected() {
        assertThat(dataSource.getMetrics().acquireCount()).isZero();
        assertThat(migrations.set()).isEqualTo("<default>");
    }
}
