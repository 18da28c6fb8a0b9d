package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.schema.migrations.testing.safety.Picture.ColumnState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.ConstraintState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.IndexState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.TableState;

/** Reads PostgreSQL's catalog; keys are object ids and the numbers of columns. */
final class PostgresqlPicture {

    static final String SCHEMA = "schema_migrations_observer";

    private static final String NAMED = "CASE WHEN n.nspname = current_schema() THEN c.relname"
            + " ELSE n.nspname || '.' || c.relname END";
    private static final String USERS = "n.nspname NOT IN ('pg_catalog', 'information_schema', '" + SCHEMA
            + "') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%' AND NOT EXISTS"
            + " (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')";

    /** Finds the tables that are histories of migration sets, by their columns. */
    private static final String HISTORY = "SELECT c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND 4 = (SELECT count(*) FROM pg_attribute a"
            + " WHERE a.attrelid = c.oid AND a.attname IN ('up_checksum', 'down_script', 'applied_order', 'statements_total'))";

    private static final String TABLES = "SELECT c.oid, " + NAMED + ", CASE WHEN c.relkind = 'p' THEN '' ELSE"
            + " pg_relation_filenode(c.oid)::text END, quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'm') AND " + USERS + " AND c.oid NOT IN (SELECT oid FROM (" + HISTORY
            + ") h) ORDER BY 2";
    private static final String COLUMNS = "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),"
            + " a.attnotnull, a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '' FROM pg_attribute a"
            + " WHERE a.attnum > 0 AND NOT a.attisdropped";
    private static final String INDEXES = "SELECT x.indrelid, x.indexrelid, i.relname, CASE WHEN i.relkind = 'I' THEN '' ELSE"
            + " pg_relation_filenode(i.oid)::text END, x.indisvalid FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid";
    private static final String CONSTRAINTS = "SELECT conrelid, oid, conname, convalidated FROM pg_constraint"
            + " WHERE contype IN ('c', 'f') AND conrelid <> 0";
    static final String MATERIALIZED = "SELECT oid FROM pg_class WHERE relkind = 'm'";
    private static final String VIEWS = "SELECT " + NAMED + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind = 'v' AND " + USERS;

    private PostgresqlPicture() {
    }

    /** Returns the histories of migration sets, in quotes. */
    static List<String> histories(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(HISTORY)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(2));
            }
            return names;
        }
    }

    static Picture of(Connection connection) throws SQLException {
        Map<String, TableState> tables = new LinkedHashMap<>();
        List<String> views = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            Map<String, String> quoted = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.put(rows.getString(1), new TableState(rows.getString(2), 0, rows.getString(3),
                            new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
                    quoted.put(rows.getString(1), rows.getString(4));
                }
            }
            each(statement, COLUMNS, tables, (table, r) -> table.columns().put(r.getString(2),
                    new ColumnState(r.getString(3), r.getString(4), r.getBoolean(5), r.getBoolean(6))));
            each(statement, INDEXES, tables, (table, r) -> table.indexes().put(r.getString(2),
                    new IndexState(r.getString(3), r.getString(4), r.getBoolean(5))));
            each(statement, CONSTRAINTS, tables, (table, r) -> table.constraints().put(r.getString(2),
                    new ConstraintState(r.getString(3), r.getBoolean(4))));
            try (ResultSet rows = statement.executeQuery(VIEWS)) {
                while (rows.next()) {
                    views.add(rows.getString(1));
                }
            }
            for (Map.Entry<String, String> table : quoted.entrySet()) {
                tables.computeIfPresent(table.getKey(), (key, state) -> counted(statement, state, table.getValue()));
            }
        }
        return new Picture(tables, views);
    }

    private static TableState counted(Statement statement, TableState state, String quoted) {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + quoted)) {
            rows.next();
            return new TableState(state.name(), rows.getLong(1), state.storage(), state.columns(), state.indexes(),
                    state.constraints());
        } catch (SQLException e) {
            // a materialized view without data
            return state;
        }
    }

    private interface Reading {
        void read(TableState table, ResultSet row) throws SQLException;
    }

    private static void each(Statement statement, String sql, Map<String, TableState> tables, Reading reading)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                TableState table = tables.get(rows.getString(1));
                if (table != null) {
                    reading.read(table, rows);
                }
            }
        }
    }
}
