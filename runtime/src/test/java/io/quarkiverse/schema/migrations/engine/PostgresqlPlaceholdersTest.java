package io.quarkiverse.schema.migrations.engine;

class PostgresqlPlaceholdersTest extends PlaceholdersContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
