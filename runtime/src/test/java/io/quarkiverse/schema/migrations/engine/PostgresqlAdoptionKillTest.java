package io.quarkiverse.schema.migrations.engine;

class PostgresqlAdoptionKillTest extends AdoptionKillContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String[] address() {
        return new String[] { database.url(), database.user(), database.password() };
    }
}
