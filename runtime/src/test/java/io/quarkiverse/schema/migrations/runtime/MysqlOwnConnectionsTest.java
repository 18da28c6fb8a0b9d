package io.quarkiverse.schema.migrations.runtime;

import io.quarkiverse.schema.migrations.engine.ServerDatabase;
import io.quarkiverse.schema.migrations.engine.Servers;

class MysqlOwnConnectionsTest extends MysqlOwnConnectionsContract {

    @Override
    ServerDatabase database() {
        return Servers.mysql();
    }

    @Override
    Class<?> provider(Provider kind) {
        return switch (kind) {
            case DRIVER -> com.mysql.cj.jdbc.Driver.class;
            case XA_DATASOURCE -> com.mysql.cj.jdbc.MysqlXADataSource.class;
        };
    }
}
