/**
 * Assertions on schemas and migrations, in AssertJ's way. Each message says what is there instead.
 */
package io.quarkiverse.schema.migrations.testing.assertion;
