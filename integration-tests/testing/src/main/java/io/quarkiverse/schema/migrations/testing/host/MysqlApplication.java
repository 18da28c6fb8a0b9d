package io.quarkiverse.schema.migrations.testing.host;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/**
 * An application's database on a MySQL or MariaDB: created again under its name, which is all that the pool's sessions know of
 * it.
 */
final class MysqlApplication implements ApplicationDatabase {

    private final MysqlDatabases databases;
    private final String name;

    MysqlApplication(MysqlDatabases databases, String name) {
        this.databases = databases;
        this.name = name;
    }

    @Override
    public Kind kind() {
        return databases.kind();
    }

    @Override
    public void save(String kept) throws SQLException {
        databases.copy(name, kept);
    }

    @Override
    public void restore(String kept) throws SQLException {
        databases.drop(name);
        databases.copy(kept, name);
    }

    @Override
    public void empty() throws SQLException {
        databases.drop(name);
        databases.create(name);
    }

    @Override
    public void forget(String kept) throws SQLException {
        databases.drop(kept);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
