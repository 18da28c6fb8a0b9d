package io.quarkiverse.schema.migrations.engine;

class MysqlResumeTest extends MysqlResumeContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
