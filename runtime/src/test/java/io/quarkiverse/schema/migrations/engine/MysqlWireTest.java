package io.quarkiverse.schema.migrations.engine;

class MysqlWireTest extends MysqlWireContract {

    private final ServerDatabase database = Servers.mysql();

    @Override
    ServerDatabase database() {
        return database;
    }

    /** Without a MySQL the driver meets a MariaDB, in whose log a character of four bytes does not fit. */
    @Override
    String logged(String statement) {
        return Servers.hasMysql() ? statement : statement.replace("🙂", "\\xF0\\x9F\\x99\\x82");
    }
}
