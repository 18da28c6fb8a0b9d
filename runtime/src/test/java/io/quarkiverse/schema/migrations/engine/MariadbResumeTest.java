package io.quarkiverse.schema.migrations.engine;

class MariadbResumeTest extends MysqlResumeContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
