/**
 * Dumps a migrated database as a baseline script: with the database's own tool, whose output is cut into statements as the
 * engine cuts them and freed of what does not belong there; SQLite's from its own texts.
 */
package io.quarkiverse.schema.migrations.testing.squash;
