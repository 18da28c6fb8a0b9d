package io.quarkiverse.schema.migrations.engine;

class MysqlRandomCommandsTest extends RandomCommandsContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    boolean isStepwise(int number) {
        return true;
    }
}
