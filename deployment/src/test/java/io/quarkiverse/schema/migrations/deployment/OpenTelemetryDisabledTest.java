package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** With {@code quarkus.otel.enabled=false} the application has OpenTelemetry's classes, and no bean of them. */
class OpenTelemetryDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.otel.enabled", "false")
            .starts()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())));

    @Inject
    SchemaMigrations migrations;

    @Test
    void sets_are_migrated_without_spans() {
        assertThat(migrations.status().migrations()).hasSize(1);
    }
}
