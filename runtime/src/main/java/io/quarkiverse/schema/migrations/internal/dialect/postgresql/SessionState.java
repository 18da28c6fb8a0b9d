package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;

/**
 * What belongs to the session and not to the database, as it was before the first script: so that neither a history
 * write nor the next script finds what a script has set.
 */
final class SessionState {

    /** What a session can hold beside its settings. The advisory lock stays, unlike with {@code DISCARD ALL}. */
    static final List<String> DROP_OBJECTS = List.of("CLOSE ALL", "DEALLOCATE ALL", "UNLISTEN *", "DISCARD TEMP");

    /** Deferred triggers and constraints run as the script has left the session, as they would without us. */
    static final String FIRE_DEFERRED = "SET CONSTRAINTS ALL IMMEDIATE";

    private final String user;
    private final String role;
    private final List<String> restore = new ArrayList<>();

    private SessionState(String user, String role) {
        this.user = user;
        this.role = role;
        // none of them is a query, which would have to be planned every time
        restore.add("SET SESSION AUTHORIZATION " + Quoting.literal(user));
        restore.add("SET ROLE " + (role.equals("none") ? "NONE" : Quoting.literal(role)));
        restore.add("RESET ALL");
    }

    /** Remembers it; what the session has by default need not be remembered, as the server knows it. */
    static SessionState remember(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_catalog.current_setting('session_authorization'),"
                        + " pg_catalog.current_setting('role'), s.name, pg_catalog.current_setting(s.name), s.vartype"
                        + " FROM (SELECT 1) AS always LEFT JOIN pg_catalog.pg_settings s ON s.source = 'session'"
                        + " AND s.context IN ('user', 'superuser')")) {
            rows.next();
            SessionState state = new SessionState(rows.getString(1), rows.getString(2));
            if (rows.getString(3) != null) {
                do {
                    state.restore(rows.getString(3), rows.getString(4), rows.getString(5));
                } while (rows.next());
            }
            return state;
        }
    }

    private void restore(String name, String value, String type) {
        // a text may be a list, which is no list any more behind SET
        restore.add(type.equals("string") ? "SELECT " + set(name, value, "false")
                : "SET " + Quoting.name(name) + " = " + Quoting.literal(value));
    }

    /** The statements that bring it back, inside a transaction or not. */
    List<String> restore() {
        return List.copyOf(restore);
    }

    /** The statement that gives the rest of a transaction the identity that the history is written with. */
    String identityInTransaction() {
        return "SELECT " + set("session_authorization", user, "true") + ", " + set("role", role, "true");
    }

    private static String set(String name, String value, String onlyInTransaction) {
        return "pg_catalog.set_config(" + Quoting.literal(name) + ", " + Quoting.literal(value) + ", " + onlyInTransaction
                + ")";
    }

    /** The statements that limit a script. */
    static List<String> limits(ScriptLimits limits, String set) {
        List<String> statements = new ArrayList<>();
        limit("lock_timeout", limits.databaseLock(), set).ifPresent(statements::add);
        limit("statement_timeout", limits.statement(), set).ifPresent(statements::add);
        return statements;
    }

    /** To the server 0 means no limit, so the shortest is a millisecond. */
    private static Optional<String> limit(String name, Optional<Duration> limit, String set) {
        return limit.map(duration -> set + " " + name + " = " + Math.max(1, duration.toMillis()));
    }
}
