package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class UnknownDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("archive")
            .config("quarkus.schema-migrations.\"audit\".datasource", "adit")
            .fails(ConfigurationException.class,
                    """
                            there is no datasource 'adit' for quarkus.schema-migrations."audit".datasource; the JDBC datasources are '<default>', 'archive'"""
                            .stripTrailing());

    @Test
    void refuses_a_datasource_that_does_not_exist() {
        // the extension above has checked it: the application does not start
    }
}
