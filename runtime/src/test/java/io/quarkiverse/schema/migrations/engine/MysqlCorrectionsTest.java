package io.quarkiverse.schema.migrations.engine;

class MysqlCorrectionsTest extends CorrectionsContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }
}
