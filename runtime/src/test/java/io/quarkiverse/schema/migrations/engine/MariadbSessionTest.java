package io.quarkiverse.schema.migrations.engine;

class MariadbSessionTest extends MysqlSessionContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
