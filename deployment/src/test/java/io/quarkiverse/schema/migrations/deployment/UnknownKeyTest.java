package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class UnknownKeyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .config("quarkus.schema-migrations.migrate-at-strat", "false")
            .config("quarkus.schema-migrations.audit.histroy-table", "x")
            .config("quarkus.schema-migrations.\"audit-log\".modifed", "warn")
            .config("quarkus.schema-migrations.target", "latest")
            .config("quarkus.schema-migrations.dev.on-chagne", "reset")
            .config("quarkus.schema-migrations.audit.dev.on-chagne", "reset")
            .config("quarkus.schema-migrations.validate-on-migrate", "true")
            .fails(ConfigurationException.class,
                    """
                            6 problems in the configuration of schema migrations:
                              - unknown key 'quarkus.schema-migrations."audit-log".modifed' (application.properties), did you mean 'quarkus.schema-migrations."audit-log".modified'?
                              - unknown key 'quarkus.schema-migrations.audit.dev.on-chagne' (application.properties), did you mean 'quarkus.schema-migrations."audit".dev.on-change'?
                              - unknown key 'quarkus.schema-migrations.audit.histroy-table' (application.properties), did you mean 'quarkus.schema-migrations."audit".history-table'?
                              - unknown key 'quarkus.schema-migrations.dev.on-chagne' (application.properties), did you mean 'quarkus.schema-migrations.dev.on-change'?
                              - unknown key 'quarkus.schema-migrations.migrate-at-strat' (application.properties), did you mean 'quarkus.schema-migrations.migrate-at-start'?
                              - unknown key 'quarkus.schema-migrations.validate-on-migrate' (application.properties)"""
                            .stripTrailing());

    @Test
    void refuses_unknown_keys_and_names_near_ones_only() {
        // the extension above has checked it: the application does not start
    }
}
