/**
 * Decides what a command does, as pure functions of what the sources offer and what the history says. No JDBC, no files, no
 * clock, no log.
 */
package io.quarkiverse.schema.migrations.internal.plan;
