package io.quarkiverse.schema.migrations.engine;

class MariadbCleanTest extends CleanContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
