package io.quarkiverse.schema.migrations.engine;

class MysqlLoadTest extends MysqlLoadContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }

    @Override
    String allowing() {
        return "allowLoadLocalInfile=true";
    }

    @Override
    String forbidding() {
        return "allowLoadLocalInfile=false";
    }
}
