package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class SharedWithFlywayTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migration/V1__shop.sql", "create table shop (name text);")
            .config("quarkus.schema-migrations.locations", "db/migration")
            .starts()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-flyway", Version.getVersion())))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.schema.migrations"))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage).containsExactly(
                    "'db/migration' is read by quarkus-flyway and by quarkus-schema-migrations; remove the extension"
                            + " quarkus-flyway, or tell one of the two to read other folders"));

    @Inject
    SchemaMigrations migrations;

    @Test
    void says_that_two_tools_read_the_same_scripts() {
        assertThat(migrations.status().migrations()).hasSize(1);
    }
}
