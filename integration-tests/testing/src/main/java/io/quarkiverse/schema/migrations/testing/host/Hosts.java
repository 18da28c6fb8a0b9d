package io.quarkiverse.schema.migrations.testing.host;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.catalog.ServerUrl;

/** Finds out where tests get their databases from. */
public final class Hosts {

    private static final String SQLITE = "jdbc:sqlite:";

    private Hosts() {
    }

    /**
     * The host that a URL names.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static Host at(String url, String user, String password) {
        if (url.startsWith(SQLITE)) {
            return new OwnDatabases(sqlite(url.substring(SQLITE.length())));
        }
        ServerUrl server = ServerUrl.of(url);
        String scheme = server.before().split(":")[1];
        return new OwnDatabases(switch (scheme) {
            case "postgresql" -> new PostgresqlDatabases(server, user, password);
            case "mysql" -> new MysqlDatabases(Kind.MYSQL, server, user, password);
            case "mariadb" -> new MysqlDatabases(Kind.MARIADB, server, user, password);
            default -> throw unknown(scheme);
        });
    }

    /**
     * The database of an application that runs, behind its pool.
     *
     * @throws IllegalArgumentException when it is none that can be migrated
     */
    public static Host behind(AgroalDataSource pool) {
        AgroalConnectionFactoryConfiguration login = pool.getConfiguration().connectionPoolConfiguration()
                .connectionFactoryConfiguration();
        if (login.jdbcUrl().startsWith(SQLITE)) {
            return new ApplicationHost(new SqliteApplication(pool), pool);
        }
        ServerUrl url = ServerUrl.of(login.jdbcUrl());
        String user = user(login);
        String password = password(login);
        String scheme = url.before().split(":")[1];
        ApplicationDatabase database = switch (scheme) {
            case "postgresql" -> new PostgresqlApplication(pool,
                    new PostgresqlDatabases(url.named("postgres"), user, password), url.name());
            case "mysql" -> new MysqlApplication(new MysqlDatabases(Kind.MYSQL, url.named(""), user, password), url.name());
            case "mariadb" -> new MysqlApplication(new MysqlDatabases(Kind.MARIADB, url.named(""), user, password), url.name());
            default -> throw unknown(scheme);
        };
        return new ApplicationHost(database, pool);
    }

    static Login login(AgroalDataSource pool) {
        AgroalConnectionFactoryConfiguration login = pool.getConfiguration().connectionPoolConfiguration()
                .connectionFactoryConfiguration();
        return Login.of(login.jdbcUrl(), user(login), password(login));
    }

    private static String user(AgroalConnectionFactoryConfiguration login) {
        return login.principal() == null ? "" : login.principal().getName();
    }

    private static String password(AgroalConnectionFactoryConfiguration login) {
        return login.credentials().stream().filter(SimplePassword.class::isInstance)
                .map(secret -> ((SimplePassword) secret).getWord()).findFirst().orElse("");
    }

    private static IllegalArgumentException unknown(String scheme) {
        return new IllegalArgumentException("'jdbc:" + scheme
                + "' is none of the databases that can be migrated: jdbc:sqlite, jdbc:postgresql, jdbc:mysql, jdbc:mariadb");
    }

    private static Databases sqlite(String rest) {
        String file = rest.replaceFirst("\\?.*", "");
        String options = rest.substring(file.length());
        return switch (file) {
            case "" -> new SqliteFiles(options);
            case ":memory:" -> new SqliteMemory(options.replaceFirst("\\?", ""));
            default -> throw new IllegalArgumentException(
                    "'" + SQLITE + file + "' names a file, and tests make files of their own: say "
                            + SQLITE + " or " + SQLITE + ":memory:, with options behind a question mark");
        };
    }
}
