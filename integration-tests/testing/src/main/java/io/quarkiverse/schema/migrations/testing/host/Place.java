package io.quarkiverse.schema.migrations.testing.host;

import javax.sql.DataSource;

/**
 * A database for a test.
 *
 * @param name what it is called where it is
 * @param dataSource leads to it
 */
public record Place(String name, DataSource dataSource) {
}
