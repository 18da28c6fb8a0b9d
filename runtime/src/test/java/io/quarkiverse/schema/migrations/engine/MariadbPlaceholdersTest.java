package io.quarkiverse.schema.migrations.engine;

class MariadbPlaceholdersTest extends PlaceholdersContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
