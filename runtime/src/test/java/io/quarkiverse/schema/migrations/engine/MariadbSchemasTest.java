package io.quarkiverse.schema.migrations.engine;

class MariadbSchemasTest extends MysqlSchemasContract {

    @Override
    ServerDatabase newDatabase() {
        return Servers.mariadb();
    }
}
