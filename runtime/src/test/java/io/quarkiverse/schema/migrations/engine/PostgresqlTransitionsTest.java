package io.quarkiverse.schema.migrations.engine;

class PostgresqlTransitionsTest extends TransitionsContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
