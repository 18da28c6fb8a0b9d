package io.quarkiverse.schema.migrations.runtime;

import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.agroal.runtime.AgroalVaultCredentialsProviderPassword;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The connections of a set that has a user, or a way to the database, of its own. They are made as the pool makes its, by the
 * same driver with the same properties, and end when they are closed.
 */
final class OwnConnections {

    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String PROVIDER = "credentials-provider";
    private static final String PROVIDER_NAME = "credentials-provider-name";
    private static final String URL = "jdbc-url";

    /** As many as there are commands at a time; the highest number of all stands for none given. */
    private static final int UNLIMITED = Integer.MAX_VALUE - 1;
    private static final Set<String> LOGIN = Set.of("user", "password");

    private final String set;
    private final MigrationSetRuntimeConfig config;

    /**
     * @param set the name of the set
     * @param config its configuration
     */
    OwnConnections(String set, MigrationSetRuntimeConfig config) {
        this.set = set;
        this.config = config;
    }

    /**
     * Where they come from; empty when the set has nothing of its own, and uses the pool.
     *
     * @throws ConfigurationException when the keys do not fit together
     */
    Optional<DataSource> beside(AgroalDataSource pool) {
        refuseLoose(config.password(), PASSWORD, config.username(), USERNAME);
        refuseLoose(config.credentialsProviderName(), PROVIDER_NAME, config.credentialsProvider(), PROVIDER);
        if (config.password().isPresent() && config.credentialsProvider().isPresent()) {
            throw wrong("has no effect together with '" + key(PROVIDER) + "', which provides the password; remove one of them",
                    PASSWORD,
                    PROVIDER);
        }
        AgroalConnectionFactoryConfiguration pools = pool.getConfiguration().connectionPoolConfiguration()
                .connectionFactoryConfiguration();
        if (config.jdbcUrl().isPresent()) {
            refuseOtherKind(config.jdbcUrl().get(), pools.jdbcUrl());
        }
        if (hasUser()) {
            refuseUserOf(config.jdbcUrl().orElse(pools.jdbcUrl()));
        }
        return hasUser() || config.jdbcUrl().isPresent() ? Optional.of(dataSource(pools)) : Optional.empty();
    }

    private boolean hasUser() {
        return config.username().isPresent() || config.credentialsProvider().isPresent();
    }

    private void refuseLoose(Optional<String> given, String name, Optional<String> needed, String neededName) {
        if (given.isPresent() && needed.isEmpty()) {
            throw wrong("has no effect without '" + key(neededName) + "'; set that one too, or remove it", name, neededName);
        }
    }

    private void refuseOtherKind(String url, String urlOfPool) {
        if (!kind(url).equals(kind(urlOfPool))) {
            throw wrong("must begin with '" + kind(urlOfPool) + ":', as the URL of the set's datasource does", URL);
        }
    }

    private static String kind(String url) {
        Matcher kind = Urls.KIND.matcher(url);
        return kind.lookingAt() ? kind.group() : url.substring(0, url.indexOf(':') + 1);
    }

    private void refuseUserOf(String url) {
        String name = config.username().isPresent() ? USERNAME : PROVIDER;
        if (kind(url).equals("jdbc:sqlite")) {
            throw wrong("has no effect on SQLite, which has no users; remove it", name);
        }
        if (Urls.WITH_USER.matcher(url).find()) {
            throw wrong("might be ignored: the URL has a user, which drivers may prefer. Set '" + key(URL)
                    + "' to the URL without it", name, URL);
        }
    }

    private DataSource dataSource(AgroalConnectionFactoryConfiguration pools) {
        return poolless(hasUser() ? asOwnUser(pools)
                : new AgroalConnectionFactoryConfigurationSupplier(pools).jdbcUrl(config.jdbcUrl().orElseThrow()));
    }

    /** Returns the URL that connections have. */
    static String url(AgroalDataSource connections) {
        return connections.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration().jdbcUrl();
    }

    /** Leads to another database, as others are connected to; connections end when they are closed. */
    static DataSource at(String url, AgroalDataSource like, Optional<String> user, Optional<String> password) {
        AgroalConnectionFactoryConfigurationSupplier connections = new AgroalConnectionFactoryConfigurationSupplier(
                like.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration()).jdbcUrl(url);
        user.ifPresent(name -> connections.principal(new NamePrincipal(name)));
        password.ifPresent(word -> connections.credential(new SimplePassword(word)));
        return poolless(connections);
    }

    private static DataSource poolless(AgroalConnectionFactoryConfigurationSupplier connections) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS);
        configuration.connectionPoolConfiguration().maxSize(UNLIMITED).connectionFactoryConfiguration(connections);
        // not through AgroalDataSource.from, which looks it up by reflection
        return new io.agroal.pool.DataSource(configuration.get());
    }

    /** Nothing of the pool's login is copied, the driver's properties included. */
    private AgroalConnectionFactoryConfigurationSupplier asOwnUser(AgroalConnectionFactoryConfiguration pools) {
        AgroalConnectionFactoryConfigurationSupplier connections = new AgroalConnectionFactoryConfigurationSupplier()
                .connectionProviderClass(pools.connectionProviderClass())
                .jdbcUrl(config.jdbcUrl().orElse(pools.jdbcUrl()))
                .initialSql(pools.initialSql())
                .loginTimeout(pools.loginTimeout());
        if (pools.jdbcTransactionIsolation().isDefined()) {
            connections.jdbcTransactionIsolation(pools.jdbcTransactionIsolation().level());
        }
        withoutLogin(pools.jdbcProperties()).forEach((name, value) -> connections.jdbcProperty((String) name, (String) value));
        withoutLogin(pools.xaProperties()).forEach((name, value) -> connections.xaProperty((String) name, (String) value));
        config.username().ifPresent(user -> connections.principal(new NamePrincipal(user)));
        config.password().ifPresent(password -> connections.credential(new SimplePassword(password)));
        config.credentialsProvider().ifPresent(
                name -> connections.credential(new AgroalVaultCredentialsProviderPassword(name, provider())));
        return connections;
    }

    private static Properties withoutLogin(Properties all) {
        Properties others = new Properties();
        all.forEach((name, value) -> {
            if (!LOGIN.contains(name)) {
                others.put(name, value);
            }
        });
        return others;
    }

    private CredentialsProvider provider() {
        try {
            return CredentialsProviderFinder.find(config.credentialsProviderName().orElse(null));
        } catch (RuntimeException e) {
            String key = config.credentialsProviderName().isPresent() ? PROVIDER_NAME : PROVIDER;
            throw new ConfigurationException("There is no credentials provider for '" + key(key)
                    + "': add the extension that brings it, or a bean that implements CredentialsProvider", e,
                    Set.of(key(key)));
        }
    }

    /** Values stay out of messages: they may be secret. */
    private ConfigurationException wrong(String what, String... names) {
        Set<String> keys = Set.of(names).stream().map(this::key).collect(Collectors.toSet());
        return new ConfigurationException("'" + key(names[0]) + "' " + what, keys);
    }

    private String key(String name) {
        return new SetKey(set, name).toString();
    }

    /** Compiles the expressions only when a set has connections of its own. */
    private static final class Urls {

        private static final Pattern KIND = Pattern.compile("jdbc:\\w+");
        /** Drivers may listen to a user in the URL, whoever they are told it is. */
        private static final Pattern WITH_USER = Pattern.compile("(?i)[?&;,(]\\s*user(?:name)?\\s*=|//[^/?]*@");
    }
}
