package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** Sees every statement of a script, in order, before any of it runs. */
public interface ScriptInspection {

    /** Why the statement cannot run in this way, and what to do; empty when it can. */
    Optional<String> objection(SqlStatement statement);

    /** What the script says by itself about transactions; asked for when every statement was shown. */
    default OwnTransaction ownTransaction() {
        return new OwnTransaction();
    }

    /**
     * Prepares the session for the script, outside of a transaction.
     *
     * @param limits how long its statements may take
     */
    ScriptScope open(Connection connection, ScriptLimits limits) throws SQLException;

    /**
     * Prepares the session for code in place of a script. Nobody sees its statements beforehand, so that any of them may
     * change the session.
     *
     * @param limits how long its statements may take, as far as the server looks after that
     */
    ScriptScope openForCode(Connection connection, ScriptLimits limits) throws SQLException;
}
