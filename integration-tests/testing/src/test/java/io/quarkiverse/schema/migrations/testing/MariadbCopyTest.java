package io.quarkiverse.schema.migrations.testing;

import java.sql.SQLException;
import java.util.List;

class MariadbCopyTest extends CopyContract {

    @Override
    On database() {
        return On.MARIADB;
    }

    @Override
    List<String> databases() throws SQLException {
        return databases("SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'test\\\\_%'");
    }
}
