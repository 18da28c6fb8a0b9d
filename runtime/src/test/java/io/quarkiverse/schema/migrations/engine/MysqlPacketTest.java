package io.quarkiverse.schema.migrations.engine;

class MysqlPacketTest extends MysqlPacketContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
