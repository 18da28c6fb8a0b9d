package io.quarkiverse.schema.migrations.engine;

class PostgresqlFlywayAdoptionTest extends FlywayServerAdoptionContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String slow() {
        return "SELECT pg_sleep(5)";
    }

    @Override
    String sleepers() {
        return "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'";
    }

    @Override
    String cascade() {
        return " CASCADE";
    }
}
