package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class MetricsOfLostDatabaseTest {

    private static final Path FOLDER = TestApplication.freshFolder();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .config("quarkus.datasource.db-kind", "sqlite")
            .config("quarkus.datasource.jdbc.url", "jdbc:sqlite:" + FOLDER.resolve("lost.db"))
            .config("quarkus.datasource.jdbc.pooling-enabled", "false")
            .config("lost.folder", FOLDER.toString())
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.connect-retries", "600")
            .starts()
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())));

    @ConfigProperty(name = "lost.folder")
    Path folder;

    @Test
    void gauges_do_not_wait_for_a_database_that_cannot_be_reached() throws IOException {
        Files.move(folder, folder.resolveSibling("moved-" + folder.getFileName()));

        String metrics = assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> RestAssured.get("/q/metrics").then().statusCode(200).extract().asString());

        assertThat(metrics).contains("schema_migrations_pending{set=\"<default>\"} NaN");
    }
}
