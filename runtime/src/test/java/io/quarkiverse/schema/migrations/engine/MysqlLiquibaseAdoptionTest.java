package io.quarkiverse.schema.migrations.engine;

class MysqlLiquibaseAdoptionTest extends LiquibaseAdoptionContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
