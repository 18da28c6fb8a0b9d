/**
 * What a migration does to a database that is in use: observed while the engine applies it, compared in the catalog before
 * and after, and judged. Values and policy are pure; an {@code Observer} for each database holds what differs.
 */
package io.quarkiverse.schema.migrations.testing.safety;
