package io.quarkiverse.schema.migrations.testing.safety;

import java.util.Optional;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

class MariadbChangePatternsTest extends ChangePatternsContract {

    @Override
    Database server() {
        return Server.MARIADB.running();
    }

    @Override
    String name() {
        return "mariadb";
    }

    @Override
    String tables() {
        return """
                CREATE TABLE shops (id bigint PRIMARY KEY, name varchar(40) NOT NULL) CHARACTER SET utf8mb4;
                CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint, code varchar(40) NOT NULL, amount decimal(12, 2),
                    quantity int, note varchar(40), placed datetime) CHARACTER SET utf8mb4;
                """;
    }

    @Override
    TestDatabase emptied(TestDatabases databases, Optional<TestDatabase> last) {
        last.ifPresent(TestDatabase::close);
        return databases.empty();
    }
}
