package io.quarkiverse.schema.migrations.engine;

class MysqlFoundSessionTest extends MysqlFoundSessionContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
