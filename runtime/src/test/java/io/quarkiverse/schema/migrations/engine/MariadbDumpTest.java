package io.quarkiverse.schema.migrations.engine;

class MariadbDumpTest extends MysqlDumpContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }

    @Override
    ServerDatabase another() {
        return Servers.mariadb();
    }

    @Override
    ServerTool tool() {
        return Servers.mariadbDump();
    }
}
