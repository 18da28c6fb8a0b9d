package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class ReservedSetNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .config("quarkus.schema-migrations.command.history-table", "x")
            .config("quarkus.schema-migrations.\"dev\".target", "latest")
            .fails(ConfigurationException.class,
                    """
                            2 problems in the configuration of schema migrations:
                              - a migration set cannot be named 'command', which is a configuration key; give it another name: 'quarkus.schema-migrations.command.history-table' (application.properties)
                              - a migration set cannot be named 'dev', which is a configuration key; give it another name: 'quarkus.schema-migrations."dev".target' (application.properties)"""
                            .stripTrailing());

    @Test
    void refuses_a_set_named_like_a_key() {
        // the extension above has checked it: the application does not start
    }
}
