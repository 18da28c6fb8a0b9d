package io.quarkiverse.schema.migrations.testing.safety;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;

class PostgresqlChangePatternsTest extends ChangePatternsContract {

    @Override
    Database server() {
        return Server.POSTGRESQL.running();
    }

    @Override
    String name() {
        return "postgresql";
    }

    @Override
    String tables() {
        return """
                CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
                CREATE TABLE orders (id bigint PRIMARY KEY, shop_id bigint, code varchar(40) NOT NULL, amount numeric(12, 2),
                    quantity int, note text, placed timestamp);
                """;
    }
}
