/**
 * The build items that processors hand to each other, and those that other extensions produce. They hold values and have no
 * behaviour.
 */
package io.quarkiverse.schema.migrations.deployment.items;
