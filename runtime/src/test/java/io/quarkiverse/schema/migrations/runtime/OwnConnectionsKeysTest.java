package io.quarkiverse.schema.migrations.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.runtime.configuration.ConfigurationException;

/** What does not fit together is refused by the name of the key, and without its value. */
class OwnConnectionsKeysTest {

    private static final String POSTGRESQL = "jdbc:postgresql://db.example/shop";

    private static void refuses(String url, Map<String, String> keys, String message) {
        try (AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(settings -> settings.maxSize(1)
                        .connectionFactoryConfiguration(connections -> connections.jdbcUrl(url))))) {
            OwnConnections connections = new OwnConnections("audit", OwnConnectionsContract.config("audit", keys));

            assertThatThrownBy(() -> connections.beside(pool)).isInstanceOf(ConfigurationException.class).hasMessage(message);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_password_without_a_user() {
        refuses(POSTGRESQL, Map.of("password", "secret"), "'quarkus.schema-migrations.\"audit\".password' has no effect without"
                + " 'quarkus.schema-migrations.\"audit\".username'; set that one too, or remove it");
    }

    @Test
    void the_name_of_a_credentials_provider_that_is_asked_for_nothing() {
        refuses(POSTGRESQL, Map.of("credentials-provider-name", "vault"),
                "'quarkus.schema-migrations.\"audit\".credentials-provider-name' has no effect without"
                        + " 'quarkus.schema-migrations.\"audit\".credentials-provider'; set that one too, or remove it");
    }

    @Test
    void two_passwords() {
        refuses(POSTGRESQL, Map.of("username", "ddl", "password", "secret", "credentials-provider", "ddl"),
                "'quarkus.schema-migrations.\"audit\".password' has no effect together with"
                        + " 'quarkus.schema-migrations.\"audit\".credentials-provider', which provides the password; remove one of"
                        + " them");
    }

    @Test
    void a_credentials_provider_that_nobody_brings() {
        refuses(POSTGRESQL, Map.of("credentials-provider", "ddl"),
                "There is no credentials provider for 'quarkus.schema-migrations.\"audit\".credentials-provider': add the"
                        + " extension that brings it, or a bean that implements CredentialsProvider");
    }

    @Test
    void a_url_for_another_driver() {
        refuses(POSTGRESQL, Map.of("jdbc-url", "jdbc:mysql://db.example/shop?password=secret"),
                "'quarkus.schema-migrations.\"audit\".jdbc-url' must begin with 'jdbc:postgresql:', as the URL of the set's"
                        + " datasource does");
        refuses(POSTGRESQL, Map.of("jdbc-url", "db.example/shop"),
                "'quarkus.schema-migrations.\"audit\".jdbc-url' must begin with 'jdbc:postgresql:', as the URL of the set's"
                        + " datasource does");
    }

    @Test
    void a_user_beside_one_in_the_url() {
        refuses(POSTGRESQL + "?ssl=true&user=app&password=secret", Map.of("username", "ddl", "password", "other"),
                "'quarkus.schema-migrations.\"audit\".username' might be ignored: the URL has a user, which drivers"
                        + " may prefer. Set 'quarkus.schema-migrations.\"audit\".jdbc-url' to the URL without it");
        refuses("jdbc:mysql://app:secret@db.example/shop", Map.of("username", "ddl", "password", "other"),
                "'quarkus.schema-migrations.\"audit\".username' might be ignored: the URL has a user, which drivers"
                        + " may prefer. Set 'quarkus.schema-migrations.\"audit\".jdbc-url' to the URL without it");
    }

    @Test
    void a_user_where_there_are_none() {
        refuses("jdbc:sqlite:shop.db", Map.of("username", "ddl"),
                "'quarkus.schema-migrations.\"audit\".username' has no effect on SQLite, which has no users; remove it");
    }
}
