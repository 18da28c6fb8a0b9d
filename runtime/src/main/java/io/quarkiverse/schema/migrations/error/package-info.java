/**
 * The exceptions that commands throw: one sealed family, one type per kind of failure. Messages are made where the failure is
 * found, not here.
 */
package io.quarkiverse.schema.migrations.error;
