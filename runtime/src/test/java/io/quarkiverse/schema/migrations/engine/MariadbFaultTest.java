package io.quarkiverse.schema.migrations.engine;

class MariadbFaultTest extends MysqlFaultContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
