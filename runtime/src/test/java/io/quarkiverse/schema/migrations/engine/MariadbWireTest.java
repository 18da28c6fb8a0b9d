package io.quarkiverse.schema.migrations.engine;

class MariadbWireTest extends MysqlWireContract {

    private final ServerDatabase database = Servers.mariadb();

    @Override
    ServerDatabase database() {
        return database;
    }

    /** A character of four bytes does not fit into this log, and is spelt out. */
    @Override
    String logged(String statement) {
        return statement.replace("🙂", "\\xF0\\x9F\\x99\\x82");
    }
}
