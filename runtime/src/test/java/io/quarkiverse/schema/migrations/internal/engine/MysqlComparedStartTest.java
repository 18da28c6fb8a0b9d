package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
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
