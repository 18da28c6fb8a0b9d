package io.quarkiverse.schema.migrations.testing;

import java.sql.SQLException;
import java.util.List;

class MysqlCopyTest extends CopyContract {

    @Override
    On database() {
        return On.MYSQL;
    }

    /** Unless a MySQL is named, MySQL's driver meets a MariaDB. */
    @Override
    String kind() {
        return System.getenv("TEST_MYSQL_URL") == null ? "mariadb" : "mysql";
    }

    @Override
    List<String> databases() throws SQLException {
        return databases("SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'test\\\\_%'");
    }
}
