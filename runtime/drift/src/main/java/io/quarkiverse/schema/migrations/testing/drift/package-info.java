/**
 * Finds drift: makes a scratch database, has the applied migrations applied to it, and compares the schemas. The server's own
 * catalog tells both.
 */
package io.quarkiverse.schema.migrations.testing.drift;
