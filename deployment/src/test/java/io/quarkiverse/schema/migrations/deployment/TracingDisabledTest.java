package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class TracingDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = SpansInMemory.in(TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.tracing.enabled", "false"));

    @Inject
    SpansInMemory spans;

    @Test
    void there_are_no_spans() {
        assertThat(spans.finished()).isEmpty();
    }
}
