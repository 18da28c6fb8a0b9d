package io.quarkiverse.schema.migrations.engine;

class PostgresqlListenersTest extends ListenersContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
