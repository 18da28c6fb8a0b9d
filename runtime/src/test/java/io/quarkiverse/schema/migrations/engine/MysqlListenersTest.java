package io.quarkiverse.schema.migrations.engine;

class MysqlListenersTest extends ListenersContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
