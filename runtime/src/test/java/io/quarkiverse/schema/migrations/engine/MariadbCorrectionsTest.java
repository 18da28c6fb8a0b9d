package io.quarkiverse.schema.migrations.engine;

class MariadbCorrectionsTest extends CorrectionsContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }
}
