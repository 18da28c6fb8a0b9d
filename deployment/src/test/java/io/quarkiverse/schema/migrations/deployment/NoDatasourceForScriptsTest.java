package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class NoDatasourceForScriptsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .dataSource("archive")
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .fails(ConfigurationException.class, """
                    there is no datasource for the default migration set: set quarkus.schema-migrations.datasource; the JDBC \
                    datasources are 'archive'
                    there is no datasource for the migration set 'audit': set quarkus.schema-migrations."audit".datasource; \
                    the JDBC datasources are 'archive'""");

    @Test
    void refuses_scripts_that_no_datasource_takes() {
        // the extension above has checked it: the application does not start
    }
}
