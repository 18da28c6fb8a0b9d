package io.quarkiverse.schema.migrations.runtime;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

class PostgresqlOwnConnectionsTest extends OwnConnectionsContract {

    PostgresqlOwnConnectionsTest() {
        super(Servers.postgresql());
    }

    @Override
    Class<?> provider(Provider kind) {
        return switch (kind) {
            case DRIVER -> org.postgresql.Driver.class;
            case XA_DATASOURCE -> org.postgresql.xa.PGXADataSource.class;
        };
    }

    @Override
    String script() {
        return "postgresql.sql";
    }

    @Override
    void dropUsers(ServerDatabase on) {
        on.execute("DROP OWNED BY " + migrator, "DROP OWNED BY " + application, "DROP ROLE " + migrator,
                "DROP ROLE " + application);
    }

    @Override
    String set() {
        return "SET TimeZone TO 'Antarctica/Troll'";
    }

    @Override
    String setting() {
        return "SELECT current_setting('TimeZone')";
    }
}
