package io.quarkiverse.schema.migrations.testing;

class MysqlFullCycleTest extends FullCycleContract {

    @Override
    On database() {
        return On.MYSQL;
    }
}
