package io.quarkiverse.schema.migrations.engine;

class MysqlCodeTest extends AutocommittedCodeContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String leavesTraces() {
        return "SET lock_wait_timeout = 7";
    }

    @Override
    String traces() {
        return "SELECT @@SESSION.lock_wait_timeout";
    }
}
