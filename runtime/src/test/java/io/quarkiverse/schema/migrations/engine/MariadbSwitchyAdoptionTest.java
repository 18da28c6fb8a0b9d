package io.quarkiverse.schema.migrations.engine;

class MariadbSwitchyAdoptionTest extends SwitchyAdoptionContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String time() {
        return "DATETIME";
    }
}
