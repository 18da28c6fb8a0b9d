/**
 * SQLite: one writer at a time, and settings that belong to the connection.
 */
package io.quarkiverse.schema.migrations.internal.dialect.sqlite;
