/**
 * Makes an engine without CDI, from a datasource and a list of settings. Nothing here depends on Quarkus.
 */
package io.quarkiverse.schema.migrations.builder;
