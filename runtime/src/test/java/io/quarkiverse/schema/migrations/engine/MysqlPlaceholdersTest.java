package io.quarkiverse.schema.migrations.engine;

class MysqlPlaceholdersTest extends PlaceholdersContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
