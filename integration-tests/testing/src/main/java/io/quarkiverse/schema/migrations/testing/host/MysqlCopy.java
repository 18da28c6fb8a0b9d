package io.quarkiverse.schema.migrations.testing.host;

import static io.quarkiverse.schema.migrations.testing.host.MysqlDatabases.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a database object by object, in the order in which they may refer to each other: the server has nothing that
 * copies a whole one. What makes an object is asked of the server, which names no database in it, but before the tables of
 * a view.
 */
final class MysqlCopy {

    private static final String OBJECTS = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"
            + " AND table_type %s ORDER BY create_time, table_name";

    private final Connection connection;
    private final String from;
    private final String to;

    MysqlCopy(Connection connection, String from, String to) {
        this.connection = connection;
        this.from = from;
        this.to = to;
    }

    void run() throws SQLException {
        // tables may refer to tables that come later, and rows have been checked when they were written
        Sql.run(connection, "USE " + quoted(to), "SET foreign_key_checks = 0", "SET unique_checks = 0",
                "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
        for (String sequence : names(OBJECTS, "= 'SEQUENCE'")) {
            Sql.run(connection, shown("SEQUENCE", sequence, 2));
            String next = Sql.column(connection,
                    "SELECT next_not_cached_value FROM " + quoted(from) + "." + quoted(sequence)).get(0);
            Sql.run(connection, "SELECT setval(" + quoted(sequence) + ", " + next + ", 0)");
        }
        List<String> tables = names(OBJECTS, "IN ('BASE TABLE', 'SYSTEM VERSIONED')");
        for (String table : tables) {
            // a default that is the next value of a sequence names the database that this is in
            Sql.run(connection, shown("TABLE", table, 2).replace(quoted(from) + ".", quoted(to) + "."));
        }
        Sql.run(connection, "BEGIN");
        for (String table : tables) {
            rows(table);
        }
        Sql.run(connection, "COMMIT");
        for (String kind : List.of("FUNCTION", "PROCEDURE")) {
            for (String routine : names("SELECT routine_name FROM information_schema.routines WHERE routine_schema = %s"
                    + " AND routine_type = '%s' ORDER BY routine_name", kind)) {
                withItsMode(shown(kind, routine, 2), shown(kind, routine, 3));
            }
        }
        views(names(OBJECTS, "= 'VIEW'"));
        for (String trigger : names("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = %s"
                + " ORDER BY event_object_table, event_manipulation, action_timing, action_order%s", "")) {
            withItsMode(shown("TRIGGER", trigger, 2), shown("TRIGGER", trigger, 3));
        }
        for (String event : names("SELECT event_name FROM information_schema.events WHERE event_schema = %s%s", "")) {
            withItsMode(shown("EVENT", event, 2), shown("EVENT", event, 4));
        }
    }

    private List<String> names(String query, String condition) throws SQLException {
        return Sql.column(connection, query.formatted(Sql.text(from), condition));
    }

    private String shown(String kind, String name, int column) throws SQLException {
        String shown = Sql.column(connection, "SHOW CREATE " + kind + " " + quoted(from) + "." + quoted(name), column).get(0);
        // a server without grants has no users, and its definers are empty
        return shown.replaceFirst(" DEFINER=``(@`[^`]*`)?", "");
    }

    private void rows(String table) throws SQLException {
        String columns = String.join(", ", Sql.column(connection,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = " + Sql.text(from)
                        + " AND table_name = " + Sql.text(table) + " AND extra NOT LIKE '%GENERATED' AND extra NOT LIKE"
                        + " '%GENERATED ALWAYS%' ORDER BY ordinal_position")
                .stream().map(MysqlDatabases::quoted).toList());
        Sql.run(connection, "INSERT INTO " + quoted(table) + " (" + columns + ") SELECT " + columns + " FROM " + quoted(from)
                + "." + quoted(table));
    }

    /** A view may be made of others, and the server does not say in which order. */
    private void views(List<String> names) throws SQLException {
        List<String> left = new ArrayList<>(names);
        while (!left.isEmpty()) {
            List<String> refused = new ArrayList<>();
            SQLException reason = null;
            for (String view : left) {
                try {
                    Sql.run(connection, shown("VIEW", view, 2).replace(quoted(from) + ".", quoted(to) + "."));
                } catch (SQLException e) {
                    refused.add(view);
                    reason = e;
                }
            }
            if (refused.size() == left.size()) {
                throw reason;
            }
            left = refused;
        }
    }

    private void withItsMode(String mode, String definition) throws SQLException {
        Sql.run(connection, "SET sql_mode = " + Sql.text(mode), definition);
    }
}
