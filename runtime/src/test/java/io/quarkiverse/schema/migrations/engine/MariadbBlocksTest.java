package io.quarkiverse.schema.migrations.engine;

class MariadbBlocksTest extends MysqlBlocksContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
