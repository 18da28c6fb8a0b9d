package io.quarkiverse.schema.migrations.engine;

class PostgresqlComparedStartTest extends ComparedStartContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String kind() {
        return "postgresql";
    }
}
