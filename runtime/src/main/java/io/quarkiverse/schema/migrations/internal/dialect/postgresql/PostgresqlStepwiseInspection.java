package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What cannot run even statement by statement. */
final class PostgresqlStepwiseInspection implements ScriptInspection {

    @Override
    public Optional<String> objection(SqlStatement statement) {
        PostgresqlWords words = PostgresqlWords.of(statement);
        if (words.releasesLocks()) {
            return Optional.of(PostgresqlTransactionalInspection.RELEASES_LOCKS);
        }
        return words.setsWhatTheDriverRefuses()
                ? Optional.of("PostgreSQL's JDBC driver closes its connection when a session has another DateStyle than ISO or"
                        + " another client_encoding than UTF8: take it out of the script; scripts are UTF-8, and ISO dates"
                        + " mean the same in every DateStyle")
                : Optional.empty();
    }

    @Override
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        return new PostgresqlStepwise(connection, limits);
    }
}
