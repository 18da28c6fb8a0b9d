package io.quarkiverse.schema.migrations.runtime;

import io.quarkiverse.schema.migrations.engine.ServerDatabase;

/** The users of MySQL and MariaDB. */
abstract class MysqlOwnConnectionsContract extends OwnConnectionsContract {

    @Override
    String script() {
        return "mysql.sql";
    }

    @Override
    void dropUsers(ServerDatabase on) {
        on.execute("DROP USER '" + application + "'@'%', '" + migrator + "'@'%'");
    }

    @Override
    String set() {
        return "SET @@SESSION.lock_wait_timeout = 4321";
    }

    @Override
    String setting() {
        return "SELECT @@SESSION.lock_wait_timeout";
    }
}
