package io.quarkiverse.schema.migrations.engine;

class PostgresqlMigrateTest extends TransactionalDdlContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }
}
