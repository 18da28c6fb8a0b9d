package io.quarkiverse.schema.migrations.testing.host;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** The one database of an application that runs, which is put back in place under its pool. */
interface ApplicationDatabase {

    Kind kind();

    /** Keeps what it holds now. */
    void save(String name) throws SQLException;

    /** Makes it hold again what was kept. */
    void restore(String name) throws SQLException;

    /** Makes it hold nothing. */
    void empty() throws SQLException;

    /** Drops what was kept. */
    void forget(String name) throws SQLException;

    /** Called when all that was kept is dropped. */
    void close() throws SQLException;
}
