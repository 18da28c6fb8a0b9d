package io.quarkiverse.schema.migrations.testing.host;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** Where databases are made and dropped by name. For any number of threads. */
interface Databases {

    /** What the driver is for; MySQL's may meet a MariaDB. */
    Kind kind();

    /** Makes an empty one. */
    void create(String name) throws SQLException;

    /** Makes one that holds what another holds, without connections. */
    void copy(String from, String to) throws SQLException;

    /** Drops one, if it is there, whoever is connected. */
    void drop(String name) throws SQLException;

    /** Leads to one of them; connections are not pooled. */
    DataSource dataSource(String name);

    /** Called when all that were made are dropped. */
    void close() throws SQLException;
}
