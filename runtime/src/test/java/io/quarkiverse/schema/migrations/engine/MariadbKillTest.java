package io.quarkiverse.schema.migrations.engine;

class MariadbKillTest extends MysqlKillContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
