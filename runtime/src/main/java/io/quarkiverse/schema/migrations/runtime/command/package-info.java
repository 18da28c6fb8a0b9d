/**
 * The command line of an application: which command to run, and its result as a table or JSON. The commands themselves are
 * the API's.
 */
package io.quarkiverse.schema.migrations.runtime.command;
