/**
 * The build steps, one processor per stage: sets, scan, lock file, index, beans, startup. Code that runs in the application
 * belongs into the runtime module.
 */
package io.quarkiverse.schema.migrations.deployment;
