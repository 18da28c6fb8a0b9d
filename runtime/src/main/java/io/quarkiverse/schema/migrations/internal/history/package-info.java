/**
 * Reads and writes the history table, and upgrades its format. Whether a migration may run is decided elsewhere.
 */
package io.quarkiverse.schema.migrations.internal.history;
