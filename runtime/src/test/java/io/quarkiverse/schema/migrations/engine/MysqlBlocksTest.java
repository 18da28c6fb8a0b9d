package io.quarkiverse.schema.migrations.engine;

class MysqlBlocksTest extends MysqlBlocksContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }
}
