package io.quarkiverse.schema.migrations.engine;

class MariadbRollbackTest extends RollbackContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
