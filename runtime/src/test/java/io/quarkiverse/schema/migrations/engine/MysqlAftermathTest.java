package io.quarkiverse.schema.migrations.engine;

class MysqlAftermathTest extends MysqlAftermathContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
