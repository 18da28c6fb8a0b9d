package io.quarkiverse.schema.migrations.engine;

class MysqlDumpTest extends MysqlDumpContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }

    @Override
    ServerDatabase another() {
        return Servers.mysql();
    }

    @Override
    ServerTool tool() {
        return Servers.mysqlDump();
    }
}
