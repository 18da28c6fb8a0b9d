package io.quarkiverse.schema.migrations.engine;

class MariadbFoundSessionTest extends MysqlFoundSessionContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }
}
