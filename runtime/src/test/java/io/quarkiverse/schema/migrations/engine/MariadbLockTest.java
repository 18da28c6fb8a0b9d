package io.quarkiverse.schema.migrations.engine;

class MariadbLockTest extends MysqlLockContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
