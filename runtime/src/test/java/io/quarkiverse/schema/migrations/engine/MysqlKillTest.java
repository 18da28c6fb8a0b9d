package io.quarkiverse.schema.migrations.engine;

class MysqlKillTest extends MysqlKillContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
