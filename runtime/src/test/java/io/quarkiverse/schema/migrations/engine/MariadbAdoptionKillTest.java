package io.quarkiverse.schema.migrations.engine;

class MariadbAdoptionKillTest extends AdoptionKillContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String[] address() {
        return new String[] { database.url(), database.user(), database.password() };
    }
}
