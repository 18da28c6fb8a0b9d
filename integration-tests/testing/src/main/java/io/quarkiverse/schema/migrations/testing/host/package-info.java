/**
 * Makes databases for tests, copies and drops them, each database in its own fastest way: SQLite with {@code VACUUM INTO},
 * PostgreSQL from a template, MySQL and MariaDB object by object.
 */
package io.quarkiverse.schema.migrations.testing.host;
