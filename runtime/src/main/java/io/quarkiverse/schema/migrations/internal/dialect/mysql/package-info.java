/**
 * MySQL and MariaDB: scripts run statement by statement, each with its progress, because definitions commit by themselves.
 * Only {@code ConnectorJ} and {@code MariadbConnector} may name classes of a driver.
 */
package io.quarkiverse.schema.migrations.internal.dialect.mysql;
