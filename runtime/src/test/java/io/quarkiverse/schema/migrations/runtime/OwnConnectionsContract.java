package io.quarkiverse.schema.migrations.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.smallrye.config.SmallRyeConfigBuilder;

/** An application whose own user may not change the schema. */
abstract class OwnConnectionsContract {

    private static final String PASSWORD = "app-pw-1";
    private static final String OWN_PASSWORD = "ddl-pw-2";

    private final ServerDatabase database;
    final String application;
    final String migrator;

    OwnConnectionsContract(ServerDatabase database) {
        this.database = database;
        application = database.name() + "_app";
        migrator = database.name() + "_ddl";
    }

    /** The drivers of the database. */
    abstract Class<?> provider(Provider kind);

    /** Statements, as the manual shows them, that make both users of a shop. */
    abstract String script();

    abstract void dropUsers(ServerDatabase on);

    /** A statement that changes how the session answers {@link #setting}, for the length of the session. */
    abstract String set();

    abstract String setting();

    /** What a pool makes its connections with. */
    enum Provider {
        DRIVER,
        XA_DATASOURCE
    }

    @BeforeEach
    void make_users() {
        String statements = read(script()).replace("shop_app", application).replace("shop_ddl", migrator)
                .replace("app-password", PASSWORD).replace("ddl-password", OWN_PASSWORD)
                .replace("shop.", database.name() + ".");
        database.execute(statements.split(";\\s*"));
    }

    private static String read(String script) {
        try (InputStream text = OwnConnectionsContract.class.getResourceAsStream("/two-users/" + script)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void drop_users() {
        dropUsers(database);
    }

    private AgroalDataSource pool(Provider provider) throws SQLException {
        return pool(provider, "");
    }

    private AgroalDataSource pool(Provider provider, String initialSql) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(
                pool -> pool.maxSize(1).connectionFactoryConfiguration(connections -> connections
                        .connectionProviderClass(provider(provider))
                        .jdbcUrl(database.url())
                        .initialSql(initialSql)
                        .principal(new NamePrincipal(application))
                        .credential(new SimplePassword(PASSWORD)))));
    }

    private Optional<DataSource> beside(AgroalDataSource pool, Map<String, String> keys) {
        return new OwnConnections(SetKey.DEFAULT_SET, config(SetKey.DEFAULT_SET, keys)).beside(pool);
    }

    static MigrationSetRuntimeConfig config(String set, Map<String, String> keys) {
        Map<String, String> properties = new HashMap<>();
        keys.forEach((key, value) -> properties.put(new SetKey(set, key).toString(), value));
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(SchemaMigrationsRuntimeConfig.class)
                .withDefaultValues(properties).build().getConfigMapping(SchemaMigrationsRuntimeConfig.class).sets().get(set);
    }

    private SchemaMigrations shop(DataSource dataSource) {
        return SchemaMigrationsBuilder.of(dataSource)
                .migration("1", "CREATE TABLE shop (id INT PRIMARY KEY); INSERT INTO shop VALUES (1)", "DROP TABLE shop")
                .build();
    }

    private Map<String, String> ownUser() {
        return Map.of("username", migrator, "password", OWN_PASSWORD);
    }

    private static String ask(DataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void migrates_where_the_application_s_user_could_not(Provider provider) throws SQLException {
        try (AgroalDataSource pool = pool(provider)) {
            DataSource own = beside(pool, ownUser()).orElseThrow();

            assertThatThrownBy(shop(pool)::migrate).isInstanceOf(HistoryTableException.class);
            assertThat(shop(own).migrate().done()).hasSize(1);

            assertThat(ask(pool, "SELECT count(*) FROM shop")).as("the application works").isEqualTo("1");
            assertThatThrownBy(() -> ask(pool, "DROP TABLE shop")).isInstanceOf(SQLException.class);
            assertThat(ask(own, "SELECT database_user FROM schema_migrations_history")).startsWith(migrator);
            assertThat(shop(own).status().idsIn(MigrationState.APPLIED)).hasSize(1);
            assertThat(shop(own).rollback().done()).hasSize(1);
        }
    }

    @Test
    void leaves_the_pool_alone() throws SQLException {
        try (AgroalDataSource pool = pool(Provider.DRIVER); Connection onlyOne = pool.getConnection()) {
            assertThat(shop(beside(pool, ownUser()).orElseThrow()).migrate().done()).hasSize(1);

            assertThat(onlyOne.isValid(1)).isTrue();
        }
    }

    @Test
    void ends_a_connection_with_its_command() throws SQLException {
        try (AgroalDataSource pool = pool(Provider.DRIVER)) {
            DataSource own = beside(pool, ownUser()).orElseThrow();
            String before = ask(own, setting());
            SchemaMigrationsBuilder.of(own).migration("1", set()).build().migrate();

            assertThat(ask(own, setting())).isEqualTo(before);
        }
    }

    @Test
    void runs_first_what_the_pool_runs_on_a_new_connection() throws SQLException {
        try (AgroalDataSource pool = pool(Provider.DRIVER, set())) {
            String set = ask(pool, setting());

            assertThat(ask(beside(pool, ownUser()).orElseThrow(), setting())).isEqualTo(set);
        }
    }

    @Test
    void goes_another_way_as_the_pool_s_user_when_only_a_url_is_given() throws SQLException {
        String other = database.url() + (database.url().contains("?") ? "&" : "?") + "tcpKeepAlive=false";
        try (AgroalDataSource pool = pool(Provider.DRIVER)) {
            DataSource own = beside(pool, Map.of("jdbc-url", other)).orElseThrow();

            assertThat(ask(own, "SELECT current_user")).startsWith(application);
            try (Connection connection = own.getConnection()) {
                assertThat(connection.getMetaData().getURL()).contains("tcpKeepAlive=false");
            }
        }
    }

    @Test
    void is_the_pool_where_nothing_of_its_own_is_given() throws SQLException {
        try (AgroalDataSource pool = pool(Provider.DRIVER)) {
            assertThat(beside(pool, Map.of())).isEmpty();
        }
    }

    @Test
    void tells_nobody_the_password() throws SQLException {
        try (AgroalDataSource pool = pool(Provider.DRIVER)) {
            DataSource own = beside(pool, Map.of("username", migrator + "_unknown", "password", "secret-3")).orElseThrow();

            assertThatThrownBy(shop(own)::migrate).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(migrator + "_unknown").satisfies(failure -> {
                        StringWriter all = new StringWriter();
                        failure.printStackTrace(new PrintWriter(all, true));
                        assertThat(all.toString()).doesNotContain("secret-3");
                    });
            assertThat(own.toString() + beside(pool, ownUser()).orElseThrow()).doesNotContain("secret-3", OWN_PASSWORD);
        }
    }
}
