package io.quarkiverse.schema.migrations.engine;

class MysqlRollbackTest extends RollbackContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
