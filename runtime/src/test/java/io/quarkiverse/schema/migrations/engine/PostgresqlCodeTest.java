package io.quarkiverse.schema.migrations.engine;

class PostgresqlCodeTest extends TransactionalCodeContract {

    private final ServerDatabase database = Servers.postgresql();

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    String leavesTraces() {
        return "SET work_mem = '7MB'";
    }

    @Override
    String traces() {
        return "SELECT replace(current_setting('work_mem'), 'MB', '')";
    }
}
