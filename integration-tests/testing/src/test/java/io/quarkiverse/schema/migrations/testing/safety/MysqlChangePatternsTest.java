package io.quarkiverse.schema.migrations.testing.safety;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Optional;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

class MysqlChangePatternsTest extends ChangePatternsContract {

    @Override
    Database server() {
        return Server.MYSQL.running();
    }

    @Override
    String name() {
        return "mysql";
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
        TestDatabase database = databases.empty();
        assumeFalse(database.query("SELECT version()").get(0).get(0).contains("MariaDB"), "Needs a MySQL: set TEST_MYSQL_URL");
        return database;
    }
}
