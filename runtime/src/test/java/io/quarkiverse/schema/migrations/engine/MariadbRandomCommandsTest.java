package io.quarkiverse.schema.migrations.engine;

class MariadbRandomCommandsTest extends RandomCommandsContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    boolean isStepwise(int number) {
        return true;
    }
}
