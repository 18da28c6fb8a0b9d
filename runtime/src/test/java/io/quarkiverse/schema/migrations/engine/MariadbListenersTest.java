package io.quarkiverse.schema.migrations.engine;

class MariadbListenersTest extends ListenersContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
