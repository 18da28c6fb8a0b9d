package io.quarkiverse.schema.migrations.engine;

class MysqlFaultTest extends MysqlFaultContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
