package io.quarkiverse.schema.migrations.runtime;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/** The users of MySQL and MariaDB. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlOwnConnectionsTest extends OwnConnectionsContract {

    private final boolean isMariadb;

    MysqlOwnConnectionsTest(DatabaseKind database) {
        super(database.onServer());
        isMariadb = database == DatabaseKind.MARIADB;
    }

    @Override
    Class<?> provider(Provider kind) {
        return switch (kind) {
            case DRIVER -> isMariadb ? org.mariadb.jdbc.Driver.class : com.mysql.cj.jdbc.Driver.class;
            case XA_DATASOURCE ->
                isMariadb ? org.mariadb.jdbc.MariaDbDataSource.class : com.mysql.cj.jdbc.MysqlXADataSource.class;
        };
    }

    @Override
    String script() {
        return "mysql.sql";
    }

    @Override
    void dropUsers(ServerDatabase on) {
        on.execute("DROP USER '" + application + "'@'%', '" + migrator + "'@'%'");
    }

    @Override
    String set() {
        return "SET @@SESSION.lock_wait_timeout = 4321";
    }

    @Override
    String setting() {
        return "SELECT @@SESSION.lock_wait_timeout";
    }
}
