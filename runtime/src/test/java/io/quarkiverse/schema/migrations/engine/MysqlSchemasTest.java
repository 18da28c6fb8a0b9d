package io.quarkiverse.schema.migrations.engine;

class MysqlSchemasTest extends MysqlSchemasContract {

    @Override
    ServerDatabase newDatabase() {
        return Servers.mysql();
    }
}
