package io.quarkiverse.schema.migrations.testing.assertion;

import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** Assertions on a schema that was read before. */
public final class SchemaAssert extends AbstractSchemaAssert<SchemaAssert, Schema> {

    SchemaAssert(Schema actual) {
        super(actual, SchemaAssert.class);
    }

    @Override
    Schema schema() {
        isNotNull();
        return actual;
    }
}
