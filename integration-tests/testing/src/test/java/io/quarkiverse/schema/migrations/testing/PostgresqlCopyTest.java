package io.quarkiverse.schema.migrations.testing;

import java.sql.SQLException;
import java.util.List;

class PostgresqlCopyTest extends CopyContract {

    @Override
    On database() {
        return On.POSTGRESQL;
    }

    @Override
    List<String> databases() throws SQLException {
        return databases("SELECT datname FROM pg_database WHERE datname LIKE 'test\\\\_%'");
    }
}
