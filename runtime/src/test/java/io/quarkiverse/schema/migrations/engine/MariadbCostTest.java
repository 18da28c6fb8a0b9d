package io.quarkiverse.schema.migrations.engine;

class MariadbCostTest extends MysqlCostContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
