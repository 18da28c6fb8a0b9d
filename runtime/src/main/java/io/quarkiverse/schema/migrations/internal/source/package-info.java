/**
 * Finds scripts, reads their names, heads and directives, and hashes them: the same code at build time and at run time. What
 * is applied, and whether a script is valid SQL, is not asked here.
 */
package io.quarkiverse.schema.migrations.internal.source;
