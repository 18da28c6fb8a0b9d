package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.QuarkusUnitTest;

class InactiveSetInjectedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Consumer.class)
            .config("quarkus.schema-migrations.active", "false")
            .fails(InactiveBeanException.class, failure -> assertThat(failure)
                    .hasMessageContaining("The default migration set was deactivated through configuration properties. To"
                            + " activate it, set configuration property 'quarkus.schema-migrations.active' to 'true'")
                    .hasMessageContaining("Consumer#migrations"));

    @Test
    void refuses_to_start_what_cannot_do_without_an_inactive_set() {
        // the extension above has checked it: the application does not start
    }

    @Singleton
    @Unremovable
    static class Consumer {

        @Inject
        SchemaMigrations migrations;
    }
}
