package io.quarkiverse.schema.migrations.engine;

class MysqlAdoptionKillTest extends AdoptionKillContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String[] address() {
        return new String[] { database.url(), database.user(), database.password() };
    }
}
