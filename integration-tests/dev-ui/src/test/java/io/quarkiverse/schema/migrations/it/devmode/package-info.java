/** Development mode on a database that Dev Services did not start. */
package io.quarkiverse.schema.migrations.it.devmode;
