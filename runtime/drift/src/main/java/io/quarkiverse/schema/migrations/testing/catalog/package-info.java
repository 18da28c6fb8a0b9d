/**
 * Reads a schema from the database's own catalog, one small reader a database: what JDBC tells is too coarse, it knows
 * no check, no partial index and no collation.
 */
package io.quarkiverse.schema.migrations.testing.catalog;
