package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.test.QuarkusUnitTest;

class UnreadScriptsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migration/V1__shop.sql", "create table shop (name text);")
            .script("db/migrations/V1__shop.sql", "create table shop (name text);")
            .config("quarkus.schema-migrations.locations", "db/scripts")
            .script("db/scripts/1.sql", "create table a (id int);")
            .starts()
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.schema.migrations"))
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage).containsExactly(
                    "The scripts in 'db/migrations' are not read by any migration set; add the folder to the locations of a"
                            + " set, or configure a datasource for the default set",
                    "The scripts in 'db/migration' are not read by any migration set; move them to 'db/migrations', or add the"
                            + " folder to 'quarkus.schema-migrations.locations'"));

    @Inject
    SchemaMigrations migrations;

    @Test
    void are_told_of_when_the_application_is_built() {
        assertThat(migrations.status().migrations()).hasSize(1);
    }
}
