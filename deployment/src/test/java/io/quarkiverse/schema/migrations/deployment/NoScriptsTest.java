package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

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
            .starts();

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @Test
    void costs_nothing_and_can_be_injected() {
        assertThat(dataSource.getMetrics().acquireCount()).isZero();
        assertThat(migrations.set()).isEqualTo("<default>");
    }
}
