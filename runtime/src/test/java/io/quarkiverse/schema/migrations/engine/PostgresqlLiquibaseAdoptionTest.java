package io.quarkiverse.schema.migrations.engine;

class PostgresqlLiquibaseAdoptionTest extends LiquibaseAdoptionContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
