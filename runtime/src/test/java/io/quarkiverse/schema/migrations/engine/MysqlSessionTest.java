package io.quarkiverse.schema.migrations.engine;

class MysqlSessionTest extends MysqlSessionContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
