package io.quarkiverse.schema.migrations.engine;

class PostgresqlCorrectionsTest extends CorrectionsContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
