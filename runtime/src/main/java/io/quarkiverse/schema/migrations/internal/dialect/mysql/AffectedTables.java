package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.quarkiverse.schema.migrations.internal.dialect.Mentions;

/**
 * Which tables a statement may write, by itself or through views, triggers and routines: all whose names it, or anything on
 * the way, has in its text.
 */
final class AffectedTables {

    private static final String NOT_OF_THE_SYSTEM = " NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')";
    private static final String WITHOUT_TRANSACTIONS = "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, '' FROM information_schema.TABLES t"
            + " JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE WHERE t.TABLE_TYPE = 'BASE TABLE'"
            + " AND COALESCE(e.TRANSACTIONS, 'NO') <> 'YES' AND t.TABLE_SCHEMA" + NOT_OF_THE_SYSTEM;
    private static final String VIEWS = "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS"
            + " WHERE TABLE_SCHEMA" + NOT_OF_THE_SYSTEM;
    private static final String TRIGGERS = "SELECT TRIGGER_SCHEMA, EVENT_OBJECT_TABLE, ACTION_STATEMENT"
            + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA" + NOT_OF_THE_SYSTEM;
    private static final String ROUTINES = "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_DEFINITION"
            + " FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA" + NOT_OF_THE_SYSTEM;

    private final Connection connection;
    private final String schema;
    private String text;

    /** @param schema the one that the session is in; may be empty */
    AffectedTables(Connection connection, String schema, String statement) {
        this.connection = connection;
        this.schema = schema;
        this.text = statement;
    }

    /**
     * Something with a name.
     *
     * @param text what it does when it is used; null when the user may not know
     */
    private record Named(String schema, String name, String text) {
    }

    /** Whether it may write a table whose rows stay when a transaction is given up. */
    boolean includesTableWithoutTransactions() throws SQLException {
        List<Named> tables = ask(WITHOUT_TRANSACTIONS);
        return !tables.isEmpty()
                && (tables.stream().anyMatch(this::includes) || extend() || tables.stream().anyMatch(this::includes));
    }

    /** Follows all names; true when they lead to something of which the user may not know what it does. */
    private boolean extend() throws SQLException {
        List<Named> code = new ArrayList<>(ask(VIEWS));
        code.addAll(ask(TRIGGERS));
        code.addAll(ask(ROUTINES));
        boolean extended = true;
        while (extended) {
            extended = false;
            for (Iterator<Named> rest = code.iterator(); rest.hasNext();) {
                Named next = rest.next();
                if (includes(next)) {
                    if (next.text() == null) {
                        return true;
                    }
                    text += '\n' + next.text();
                    extended = true;
                    rest.remove();
                }
            }
        }
        return false;
    }

    private boolean includes(Named named) {
        return Mentions.of(named.name()).in(text) > 0
                && (named.schema().equalsIgnoreCase(schema) || Mentions.of(named.schema()).in(text) > 0);
    }

    private List<Named> ask(String query) throws SQLException {
        List<Named> found = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = ShellSession.allRows(statement, query)) {
            while (rows.next()) {
                found.add(new Named(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return found;
    }
}
