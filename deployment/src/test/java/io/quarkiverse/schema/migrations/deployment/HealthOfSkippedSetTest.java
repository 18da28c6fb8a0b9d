package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

/** With {@code command=skip} another process migrates. */
class HealthOfSkippedSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.up.sql", "create table a (id int);")
            .script("db/migrations/1.down.sql", "drop table a;")
            .runtimeConfig("quarkus.schema-migrations.command", "skip")
            .starts()
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));

    @Inject
    SchemaMigrations migrations;

    @Inject
    DataSource dataSource;

    @Test
    void looks_at_the_history_every_ten_seconds_until_it_is_current_and_never_after() throws InterruptedException {
        assertThat(ready()).isEqualTo(503);
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master")).isEmpty();
        migrations.migrate();
        assertThat(ready()).as("within ten seconds").isEqualTo(503);
        Thread.sleep(10_500);
        assertThat(ready()).isEqualTo(200);

        migrations.rollback();
        Thread.sleep(10_500);
        assertThat(ready()).as("not looked at again").isEqualTo(200);
    }

    private static int ready() {
        return RestAssured.get("/q/health/ready").statusCode();
    }
}
