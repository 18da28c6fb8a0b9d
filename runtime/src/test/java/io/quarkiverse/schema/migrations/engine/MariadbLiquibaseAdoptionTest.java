package io.quarkiverse.schema.migrations.engine;

class MariadbLiquibaseAdoptionTest extends LiquibaseAdoptionContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
