package io.quarkiverse.schema.migrations.engine;

class MariadbLoadTest extends MysqlLoadContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }

    /** Without any, it reads whatever the statement names. */
    @Override
    String allowing() {
        return "connectTimeout=30000";
    }

    @Override
    String forbidding() {
        return "allowLocalInfile=false";
    }
}
