/**
 * Wires the engine into Quarkus: the recorder, beans, startup, connections of the pool. Decisions about migrations do not
 * belong here.
 */
package io.quarkiverse.schema.migrations.runtime;
