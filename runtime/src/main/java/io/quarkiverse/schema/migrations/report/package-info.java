/**
 * What commands return: immutable values about what was done or found. Text for people is made by the command line, not here.
 */
package io.quarkiverse.schema.migrations.report;
