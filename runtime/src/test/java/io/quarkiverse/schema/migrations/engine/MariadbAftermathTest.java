package io.quarkiverse.schema.migrations.engine;

class MariadbAftermathTest extends MysqlAftermathContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
