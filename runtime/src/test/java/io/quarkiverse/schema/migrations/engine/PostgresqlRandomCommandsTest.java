package io.quarkiverse.schema.migrations.engine;

class PostgresqlRandomCommandsTest extends RandomCommandsContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    boolean isStepwise(int number) {
        return number % 2 == 0;
    }
}
