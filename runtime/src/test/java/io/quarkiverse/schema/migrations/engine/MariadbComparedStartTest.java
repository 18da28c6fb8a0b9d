package io.quarkiverse.schema.migrations.engine;

class MariadbComparedStartTest extends ComparedStartContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String kind() {
        return "mariadb";
    }
}
