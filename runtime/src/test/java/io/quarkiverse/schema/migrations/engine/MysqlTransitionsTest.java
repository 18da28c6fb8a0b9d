package io.quarkiverse.schema.migrations.engine;

class MysqlTransitionsTest extends TransitionsContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
