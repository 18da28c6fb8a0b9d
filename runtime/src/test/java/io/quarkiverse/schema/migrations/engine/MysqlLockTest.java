package io.quarkiverse.schema.migrations.engine;

class MysqlLockTest extends MysqlLockContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
