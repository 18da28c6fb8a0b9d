package io.quarkiverse.schema.migrations.engine;

class MariadbMigrateTest extends MigrateContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
