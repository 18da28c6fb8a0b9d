package io.quarkiverse.schema.migrations.engine;

class MariadbTransitionsTest extends TransitionsContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
