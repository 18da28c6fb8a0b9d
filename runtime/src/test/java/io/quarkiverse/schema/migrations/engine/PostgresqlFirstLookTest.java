package io.quarkiverse.schema.migrations.engine;

class PostgresqlFirstLookTest extends FirstLookContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String kind() {
        return "postgresql";
    }
}
