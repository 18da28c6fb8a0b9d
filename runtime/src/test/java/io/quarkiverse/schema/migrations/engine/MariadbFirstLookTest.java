package io.quarkiverse.schema.migrations.engine;

class MariadbFirstLookTest extends FirstLookContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String kind() {
        return "mariadb";
    }
}
