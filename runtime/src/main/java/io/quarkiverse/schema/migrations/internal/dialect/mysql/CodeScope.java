package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;

/**
 * The session while code runs on it: all variables are read before and afterwards, and those that differ are set back.
 * Temporary tables and user variables are not known to the catalog, and stay until the connection ends.
 */
final class CodeScope implements ScriptScope {

    /** Change by themselves. */
    private static final Set<String> OF_THE_MOMENT = Set.of("timestamp", "insert_id", "last_insert_id", "identity",
            "rand_seed1", "rand_seed2", "pseudo_thread_id", "error_count", "warning_count", "in_transaction", "last_gtid");
    /** What the server answers when a variable is not the session's to set. */
    private static final Set<Integer> NOT_OF_THE_SESSION = Set.of(1229, 1238);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final Connection connection;
    private final LockWaits waits;
    private final String catalog;
    private final String schema;
    private final Map<String, String> variables;

    private CodeScope(Connection connection, LockWaits waits) throws SQLException {
        this.connection = connection;
        this.waits = waits;
        this.catalog = connection.getCatalog();
        this.schema = connection.getSchema();
        this.variables = variables();
        Optional<String> modes = ShellSession.withoutModeOfDriver(connection);
        if (modes.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(modes.get());
            }
        }
    }

    /** @param waits closed with it */
    static CodeScope open(Connection connection, LockWaits waits) throws SQLException {
        return new CodeScope(connection, waits);
    }

    @Override
    public void end() throws SQLException {
        restore();
    }

    @Override
    public void close() throws SQLException {
        try {
            restore();
        } finally {
            waits.close();
        }
    }

    private void restore() throws SQLException {
        List<String> changed = new ArrayList<>();
        Map<String, String> now = variables();
        variables.forEach((name, then) -> {
            if (!then.equals(now.get(name))) {
                changed.add("SET SESSION " + name + " = " + value(then));
            }
        });
        try (Statement statement = connection.createStatement()) {
            for (String back : changed) {
                set(statement, back);
            }
        }
        if (catalog != null && !catalog.equals(connection.getCatalog())) {
            connection.setCatalog(catalog);
        }
        if (schema != null && !schema.equals(connection.getSchema())) {
            connection.setSchema(schema);
        }
    }

    /** Others may change what belongs to the server, and the session sees it. */
    private static void set(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!NOT_OF_THE_SESSION.contains(e.getErrorCode())) {
                throw e;
            }
        }
    }

    /** Without those that give the time or report what has happened, which no statement sets. */
    private Map<String, String> variables() throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW SESSION VARIABLES")) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getString(2));
            }
        }
        values.keySet().removeAll(OF_THE_MOMENT);
        return values;
    }

    private static String value(String text) {
        return text.isEmpty() ? "''" : NUMBER.matcher(text).matches() ? text : MysqlText.literal(text);
    }
}
