package io.quarkiverse.schema.migrations.runtime;

import io.quarkiverse.schema.migrations.engine.ServerDatabase;
import io.quarkiverse.schema.migrations.engine.Servers;

class MariadbOwnConnectionsTest extends MysqlOwnConnectionsContract {

    @Override
    ServerDatabase database() {
        return Servers.mariadb();
    }

    @Override
    Class<?> provider(Provider kind) {
        return switch (kind) {
            case DRIVER -> org.mariadb.jdbc.Driver.class;
            case XA_DATASOURCE -> org.mariadb.jdbc.MariaDbDataSource.class;
        };
    }
}
