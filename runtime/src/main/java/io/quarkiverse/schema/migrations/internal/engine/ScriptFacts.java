package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * What is known of a script that has been looked through, and not run.
 *
 * @param mode how it was looked through, and so how it may run
 * @param statements how many statements of it are sent
 * @param inspection what the dialect noted
 */
record ScriptFacts(TransactionMode mode, int statements, ScriptInspection inspection) {
}
