package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptTransaction;

/** What a step does in one transaction. */
interface TransactionalWork {

    /** What people call it. */
    String noun();

    /** What to do when the database runs it outside of transactions only. */
    String withoutTransaction();

    /** How long its statements may take. */
    ScriptLimits limits();

    /** Prepares the session for it. */
    ScriptScope open(Connection connection) throws SQLException;

    /** What the history is told before it runs; one row is changed. */
    String begun(StepNotes notes);

    /** Does it, in a transaction that has begun. */
    void run(ScriptScope scope, ScriptTransaction transaction) throws SQLException;
}
