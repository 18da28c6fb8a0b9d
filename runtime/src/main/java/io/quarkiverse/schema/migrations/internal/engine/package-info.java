/**
 * Runs commands: connection, lock, plan, steps, report. What to do is decided by the plan, how to do it on a database by its
 * dialect.
 */
package io.quarkiverse.schema.migrations.internal.engine;
