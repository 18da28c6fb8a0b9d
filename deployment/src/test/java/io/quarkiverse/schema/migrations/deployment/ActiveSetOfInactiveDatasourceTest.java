package io.quarkiverse.schema.migrations.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class ActiveSetOfInactiveDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.active", "true")
            .config("quarkus.datasource.active", "false")
            .fails(ConfigurationException.class, """
                    The default migration set cannot be active as 'quarkus.schema-migrations.active' demands, because its \
                    datasource '<default>' is inactive. Activate the datasource ('quarkus.datasource.active'), or remove \
                    'quarkus.schema-migrations.active'. Datasource '<default>' was deactivated through configuration \
                    properties. To activate the datasource, set configuration property 'quarkus.datasource.active' to \
                    'true' and configure datasource '<default>'. Refer to https://quarkus.io/guides/datasource for \
                    guidance.""");

    @Test
    void refuses_an_active_set_on_an_inactive_datasource() {
        // the extension above has checked it: the application does not start
    }
}
