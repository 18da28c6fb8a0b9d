/**
 * What differs between databases, as interfaces, and what all dialects share. Nothing here knows a history, a plan or a file.
 */
package io.quarkiverse.schema.migrations.internal.dialect;
