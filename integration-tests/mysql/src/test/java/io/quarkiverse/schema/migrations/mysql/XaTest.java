package io.quarkiverse.schema.migrations.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import javax.sql.XADataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** A datasource for distributed transactions. */
@QuarkusTest
@TestProfile(XaTest.Xa.class)
class XaTest {

    @Inject
    SchemaMigrations migrations;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void migrates_on_one_connection_of_it() {
        migrations.clean();

        assertThat(migrations.migrate().done()).isNotEmpty();
        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(dataSource.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration()
                .connectionProviderClass()).matches(XADataSource.class::isAssignableFrom);
    }

    /** The same server as other tests'. */
    public static final class Xa implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(new OnServer.Mysql().getConfigOverrides());
            overrides.put("quarkus.datasource.jdbc.transactions", "xa");
            overrides.put("quarkus.schema-migrations.clean-allowed", "true");
            return overrides;
        }
    }
}
