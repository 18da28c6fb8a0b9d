package io.quarkiverse.schema.migrations.engine;

class MariadbFlywayAdoptionTest extends FlywayServerAdoptionContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String slow() {
        return "SELECT SLEEP(5)";
    }

    @Override
    String sleepers() {
        return "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = database() AND INFO LIKE 'SELECT SLEEP%'";
    }
}
