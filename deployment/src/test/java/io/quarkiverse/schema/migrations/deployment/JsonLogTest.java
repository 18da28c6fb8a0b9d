package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class JsonLogTest {

    private static final Path LOG = Path.of("target", "json-log-test.log").toAbsolutePath();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("audit")
            .script("db/migrations/1_tea.sql", "create table a (id int);")
            .script("db/audit/migrations/7.sql", "create table b (id int);")
            .config("quarkus.log.file.enable", "true")
            .config("quarkus.log.file.path", LOG.toString())
            .starts()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-logging-json", Version.getVersion())));

    @Test
    void the_line_of_a_migration_has_set_id_and_duration_as_fields_and_no_other_line_has() throws IOException {
        List<String> lines = Files.readAllLines(LOG);

        assertThat(lines.stream().filter(line -> line.contains("schema_migrations.id"))).hasSizeGreaterThanOrEqualTo(2)
                .anySatisfy(line -> assertThat(line).contains("Applied '1_tea'").contains("\"schema_migrations.id\":\"1_tea\"")
                        .contains("\"schema_migrations.set\":\"<default>\"")
                        .containsPattern("\"schema_migrations.duration_ms\":\"\\d+\""))
                .anySatisfy(line -> assertThat(line).contains("applied '7'").contains("\"schema_migrations.id\":\"7\"")
                        .contains("\"schema_migrations.set\":\"audit\""))
                .allSatisfy(line -> assertThat(line).containsIgnoringCase("applied '"));
        assertThat(MDC.get("schema_migrations.id")).isNull();
    }
}
