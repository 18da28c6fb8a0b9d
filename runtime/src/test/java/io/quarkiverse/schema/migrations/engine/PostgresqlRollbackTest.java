package io.quarkiverse.schema.migrations.engine;

class PostgresqlRollbackTest extends RollbackContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
