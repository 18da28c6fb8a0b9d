package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Several schemas at a time, beside the start of the application. */
class SpansOfSchemasTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = SpansInMemory.in(TestApplication
            .onPostgresql("traced", "create schema one; create schema two; create schema three; create schema four")
            .config("quarkus.datasource.username", "postgres")
            .config("quarkus.datasource.password", "postgres")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/migrations/2.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.schemas", "one,two,three,four")
            .config("quarkus.schema-migrations.parallel", "3")
            .config("quarkus.schema-migrations.start", "background"),
            Dependency.of("io.quarkus", "quarkus-jdbc-postgresql", Version.getVersion()));

    @Inject
    StartProgress progress;

    @Inject
    SpansInMemory spans;

    @Test
    void migrations_in_all_schemas_are_below_one_span() throws InterruptedException {
        for (int i = 0; i < 1000 && progress.state() == StartProgress.State.MIGRATING; i++) {
            Thread.sleep(20);
        }
        assertThat(progress.state()).isEqualTo(StartProgress.State.CURRENT);

        List<SpanData> all = spans.finished();
        assertThat(all).hasSize(9);
        SpanData run = all.get(8);
        assertThat(run.getName()).isEqualTo("schema-migrations migrate");
        assertThat(all.subList(0, 8)).allSatisfy(step -> {
            assertThat(step.getName()).isEqualTo("schema-migrations apply");
            assertThat(step.getParentSpanId()).isEqualTo(run.getSpanId());
        });
        assertThat(all.subList(0, 8).stream().map(step -> String.join(" ", SpansInMemory.attributes(step))))
                .contains("db.system.name=postgresql schema_migrations.id=2 schema_migrations.schema=three"
                        + " schema_migrations.set=<default>")
                .doesNotHaveDuplicates();
    }
}
