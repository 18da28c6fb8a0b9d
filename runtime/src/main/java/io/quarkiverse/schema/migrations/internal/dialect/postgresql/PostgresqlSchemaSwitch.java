package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * The way into a schema: first on the search path. What was on it before stays behind it, as types and functions of extensions
 * are there.
 */
final class PostgresqlSchemaSwitch {

    private static final int LONGEST_NAME = 63;
    /** What a session gets that makes a schema at the same moment as another: it is there, or its row is. */
    private static final Set<String> MADE_BY_ANOTHER = Set.of("42P06", "23505");

    private final Connection connection;
    private final String schema;

    PostgresqlSchemaSwitch(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    static Optional<String> objectionTo(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_NAME) {
            return Optional
                    .of("the name '" + name + "' has " + length + " bytes, and PostgreSQL would cut it to " + LONGEST_NAME
                            + ": give a shorter one");
        }
        return name.startsWith("pg_") ? Optional.of("the name '" + name + "' is PostgreSQL's own, as all that begin with pg_:"
                + " give another one") : Optional.empty();
    }

    void enter() throws SQLException {
        String path = Quoting.literal(Quoting.name(schema));
        String exists = AdvisoryLock.ask(connection, "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = "
                + Quoting.literal(schema) + "), pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', " + path
                + ", NULLIF(pg_catalog.current_setting('search_path'), '')), false)");
        if (!exists.equals("t")) {
            make();
        }
    }

    private void make() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + Quoting.name(schema));
        } catch (SQLException e) {
            if (!MADE_BY_ANOTHER.contains(e.getSQLState())) {
                throw e;
            }
        }
    }
}
