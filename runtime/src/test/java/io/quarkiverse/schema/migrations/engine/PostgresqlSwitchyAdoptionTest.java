package io.quarkiverse.schema.migrations.engine;

class PostgresqlSwitchyAdoptionTest extends SwitchyAdoptionContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String time() {
        return "TIMESTAMP";
    }
}
