package io.quarkiverse.schema.migrations.engine;

class MysqlCleanTest extends CleanContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
