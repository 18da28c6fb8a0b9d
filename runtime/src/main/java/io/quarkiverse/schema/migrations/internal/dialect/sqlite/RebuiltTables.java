package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * The tables that a script makes or renames. Where it drops one of them as well, it rebuilds it, and the drop must not
 * take the rows of other tables with it, as it does while foreign keys are enforced.
 */
final class RebuiltTables {

    private static final Set<String> ACTIONS = Set.of("CASCADE", "SET NULL", "SET DEFAULT");

    private final Set<String> names = new HashSet<>();

    private record Reference(String table, String column) {
    }

    void note(SqliteWords words) {
        words.madeTable().ifPresent(names::add);
        words.renamedTable().ifPresent(names::add);
        words.newNameOfTable().ifPresent(names::add);
    }

    /**
     * @throws SQLException when the statement drops a table that is being rebuilt, and rows of other tables with it
     */
    void before(SqlStatement statement, Connection connection) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        String table = SqliteWords.of(statement).droppedTable().orElse(null);
        if (names.contains(table) && ForeignKeys.enforced(connection)) {
            Set<String> losing = tablesThatWouldLose(table, connection);
            if (!losing.isEmpty()) {
                throw new SQLException("dropping the table deletes or changes the rows of " + String.join(", ", losing)
                        + " that refer to it, because foreign keys are enforced:"
                        + " put 'PRAGMA foreign_keys = OFF;' at the head of the script to rebuild the table and keep them");
            }
        }
    }

    private static Set<String> tablesThatWouldLose(String parent, Connection connection) throws SQLException {
        Set<String> losing = new LinkedHashSet<>();
        for (Reference reference : referencesTo(parent, connection)) {
            if (hasRows(reference, connection)) {
                losing.add(reference.table());
            }
        }
        return losing;
    }

    private static List<Reference> referencesTo(String parent, Connection connection) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT t.name, k.\"table\", k.on_delete, k.\"from\""
                        + " FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY t.name")) {
            while (rows.next()) {
                String from = SqliteWords.folded(rows.getString(1));
                boolean refers = SqliteWords.folded(rows.getString(2)).equals(parent) && !from.equals(parent);
                if (refers && ACTIONS.contains(rows.getString(3))) {
                    references.add(new Reference(rows.getString(1), rows.getString(4)));
                }
            }
        }
        return references;
    }

    private static boolean hasRows(Reference reference, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + quoted(reference.table())
                        + " WHERE " + quoted(reference.column()) + " IS NOT NULL)")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
