package io.quarkiverse.schema.migrations.engine;

class MysqlFirstLookTest extends FirstLookContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String kind() {
        return "mysql";
    }
}
