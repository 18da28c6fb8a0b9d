/**
 * Reads the histories of other tools and matches them with the migrations of a set. It writes nothing; the engine does.
 */
package io.quarkiverse.schema.migrations.internal.adopt;
