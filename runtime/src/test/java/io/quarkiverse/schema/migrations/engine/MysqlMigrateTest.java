package io.quarkiverse.schema.migrations.engine;

class MysqlMigrateTest extends MigrateContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
