package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class TenThousandMigrationsTest {

    private static final int COUNT = 10_000;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();

    private static QuarkusUnitTest application() {
        TestApplication application = TestApplication.onSqlite()
                .config("quarkus.datasource.jdbc.additional-jdbc-properties.synchronous", "OFF")
                .config("quarkus.log.category.\"io.quarkiverse.schema.migrations\".level", "WARN");
        IntStream.rangeClosed(1, COUNT)
                .forEach(i -> application.script("db/migrations/V" + i + "__nothing.sql", "-- nothing to do"));
        return application.starts();
    }

    @Inject
    DataSource dataSource;

    @Test
    void build_and_start() {
        assertThat(TestApplication.query(dataSource, "select count(*) from schema_migrations_history"))
                .containsExactly(String.valueOf(COUNT));
    }
}
