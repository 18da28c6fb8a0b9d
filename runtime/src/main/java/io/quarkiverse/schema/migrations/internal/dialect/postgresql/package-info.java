/**
 * PostgreSQL: a script and its history row share a transaction and a round trip. The only package that may name classes of
 * PostgreSQL's driver.
 */
package io.quarkiverse.schema.migrations.internal.dialect.postgresql;
