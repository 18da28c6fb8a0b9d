package io.quarkiverse.schema.migrations.engine;

class MariadbPacketTest extends MysqlPacketContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
