/**
 * Values that the API takes or returns: migrations, ids, scripts, discrepancies. They know no database, no file and no other
 * package of ours.
 */
package io.quarkiverse.schema.migrations.model;
