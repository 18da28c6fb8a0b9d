package io.quarkiverse.schema.migrations.engine;

class MysqlComparedStartTest extends ComparedStartContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String kind() {
        return "mysql";
    }
}
