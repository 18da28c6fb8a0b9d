package io.quarkiverse.schema.migrations.engine;

class MysqlSwitchyAdoptionTest extends SwitchyAdoptionContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String time() {
        return "DATETIME";
    }
}
