package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** Sees every statement of a script, in order, before any of it runs, and then opens its run. */
public interface ScriptInspection {

    /** Why the statement cannot run in this way, and what to do; empty when it can. */
    Optional<String> objection(SqlStatement statement);

    /** What the script says by itself about transactions; asked for when every statement was shown. */
    default OwnTransaction ownTransaction() {
        return new OwnTransaction();
    }

    /** Code comes in place of a script: any statement may follow unseen. */
    default void seeCode() {
        // whatever is done to the session is brought back in any case
    }

    /**
     * Opens the run of the script, outside of a transaction.
     *
     * @param lock held by the session
     * @param limits how long its statements may take
     */
    ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException;

    /**
     * Prepares the session for code that runs without a transaction of ours.
     *
     * @param lock held by the session
     * @param limits how long its statements may take, as far as the server looks after that
     */
    default ScriptScope openForCode(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        seeCode();
        return open(connection, lock, limits);
    }
}
