/**
 * The text of a script, cut into statements where the database's own shell would cut it. Nothing is validated, nothing
 * rewritten: what a statement says goes to the database as it is written.
 */
package io.quarkiverse.schema.migrations.internal.script;
