package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;

/** The application's own user may not make a table. */
class CredentialsProviderTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication
            .onPostgresql("credentials_provider", "create role app login; create role ddl login;"
                    + " grant all on schema public to ddl; revoke create on schema public from public")
            .classes(Vault.class, OtherVault.class)
            .script("db/migrations/1.sql", "create table a (id int); grant select on a to app;")
            .config("quarkus.datasource.username", "app")
            .runtimeConfig("quarkus.schema-migrations.credentials-provider", "migrations")
            .runtimeConfig("quarkus.schema-migrations.credentials-provider-name", "vault")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @Test
    void the_start_migrates_as_the_user_whom_the_named_provider_knows() throws SQLException {
        assertThat(TestApplication.query(dataSource, "select current_user")).containsExactly("app");
        assertThat(TestApplication.query(dataSource, "select count(*) from a")).containsExactly("0");
        assertThat(TestApplication.query(dataSource, "select tableowner from pg_tables where tablename in"
                + " ('a', 'schema_migrations_history')")).containsExactly("ddl", "ddl");
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table b (id int)")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void commands_look_at_the_history_as_that_user_too() {
        assertThat(migrations.status().migrations()).hasSize(1);
        assertThat(migrations.migrate().done()).isEmpty();
    }

    /** Knows who migrates. */
    @ApplicationScoped
    @Named("vault")
    public static class Vault implements CredentialsProvider {
        @Override
        public Map<String, String> getCredentials(String name) {
            return name.equals("migrations") ? Map.of(USER_PROPERTY_NAME, "ddl", PASSWORD_PROPERTY_NAME, "irrelevant")
                    : Map.of();
        }
    }

    /** Is there so that the name matters. */
    @ApplicationScoped
    @Named("other-vault")
    public static class OtherVault implements CredentialsProvider {
        @Override
        public Map<String, String> getCredentials(String name) {
            return Map.of(USER_PROPERTY_NAME, "app", PASSWORD_PROPERTY_NAME, "irrelevant");
        }
    }
}
