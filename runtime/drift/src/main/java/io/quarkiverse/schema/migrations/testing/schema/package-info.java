/**
 * What a database schema is, as values: read from the catalog, compared, asserted upon and written down. What the
 * databases have in common has a type of its own here; what only one of them knows is an attribute or a
 * {@link io.quarkiverse.schema.migrations.testing.schema.SchemaObject} with its text.
 * <p>
 * A schema falls into {@link io.quarkiverse.schema.migrations.testing.schema.Element}s, a line each. Comparison and
 * snapshot know nothing but these, so what is told apart by one is told apart by the other.
 */
package io.quarkiverse.schema.migrations.testing.schema;
