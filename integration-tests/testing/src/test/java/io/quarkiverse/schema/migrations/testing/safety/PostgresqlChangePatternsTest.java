package io.quarkiverse.schema.migrations.testing.safety;

import java.util.Optional;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkiverse.schema.migrations.testing.TestDatabases;

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

    /** Making a database takes longer than a pattern. */
    @Override
    TestDatabase emptied(TestDatabases databases, Optional<TestDatabase> last) {
        TestDatabase database = last.orElseGet(databases::empty);
        database.query("SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
                + " AND nspname <> 'information_schema'")
                .forEach(schema -> database.execute("DROP SCHEMA " + schema.get(0) + " CASCADE"));
        database.execute("CREATE SCHEMA public");
        return database;
    }
}
