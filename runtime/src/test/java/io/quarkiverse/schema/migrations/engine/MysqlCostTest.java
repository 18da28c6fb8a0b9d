package io.quarkiverse.schema.migrations.engine;

class MysqlCostTest extends MysqlCostContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
