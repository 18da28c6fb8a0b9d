/**
 * The CDI events about a run and its steps. They carry what a {@code MigrationListener} is given, and nothing more.
 */
package io.quarkiverse.schema.migrations.event;
