package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.testing.catalog.Kind;
import io.quarkiverse.schema.migrations.testing.safety.Picture.ColumnState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.ConstraintState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.IndexState;
import io.quarkiverse.schema.migrations.testing.safety.Picture.TableState;

/** Reads the catalog of MySQL or MariaDB; keys are names, and what the storage engine calls a table tells a rebuilt one. */
final class MysqlPicture {

    static final String OBSERVER = "schema_migrations_observer";

    private static final String HISTORY = "SELECT table_name FROM information_schema.columns WHERE table_schema = database()"
            + " AND column_name IN ('up_checksum', 'down_script', 'applied_order', 'statements_total')"
            + " GROUP BY table_name HAVING count(*) = 4";
    private static final String TABLES = "SELECT table_name, engine FROM information_schema.tables"
            + " WHERE table_schema = database() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND table_name <> '"
            + OBSERVER
            + "' AND table_name NOT IN (SELECT table_name FROM (" + HISTORY + ") h) ORDER BY 1";
    private static final String COLUMNS = "SELECT table_name, column_name, column_type, is_nullable = 'NO',"
            + " column_default IS NOT NULL AND column_default <> 'NULL' OR extra LIKE '%auto_increment%'"
            + " OR coalesce(generation_expression, '') <> ''"
            + " FROM information_schema.columns WHERE table_schema = database() ORDER BY table_name, ordinal_position";
    private static final String INDEXES = "SELECT DISTINCT table_name, index_name, index_type"
            + " FROM information_schema.statistics WHERE table_schema = database()";
    private static final String CONSTRAINTS = "SELECT table_name, constraint_name FROM information_schema.table_constraints"
            + " WHERE table_schema = database() AND constraint_type IN ('CHECK', 'FOREIGN KEY')";
    private static final String PARENTS = "SELECT referenced_table_name, concat(table_name, '.', constraint_name)"
            + " FROM information_schema.referential_constraints WHERE constraint_schema = database()";
    private static final String TRIGGERS = "SELECT event_object_table, concat(trigger_name, action_statement)"
            + " FROM information_schema.triggers WHERE trigger_schema = database()";

    private final Connection connection;
    private final boolean mariadb;

    MysqlPicture(Connection connection) throws SQLException {
        this.connection = connection;
        this.mariadb = isMariadb(connection);
    }

    static boolean isMariadb(Connection connection) throws SQLException {
        return Kind.of(connection) == Kind.MARIADB;
    }

    /** Returns the histories of migration sets, in quotes. */
    static List<String> histories(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(HISTORY)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(quoted(rows.getString(1)));
            }
            return names;
        }
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    Picture read() throws SQLException {
        Map<String, TableState> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            Map<String, String> storages = storages(statement);
            Map<String, String> engines = new LinkedHashMap<>();
            each(statement, TABLES, row -> engines.put(row.getString(1), row.getString(2)));
            for (String name : engines.keySet()) {
                tables.put(name, new TableState(name, count(statement, name), storages.getOrDefault(name, ""),
                        new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
            }
            each(statement, COLUMNS, row -> with(tables, row, table -> table.columns().put(row.getString(2),
                    new ColumnState(row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5)))));
            each(statement, INDEXES, row -> with(tables, row, table -> table.indexes().put(row.getString(2),
                    new IndexState(row.getString(2), row.getString(3), true))));
            each(statement, CONSTRAINTS, row -> with(tables, row, table -> table.constraints().put(row.getString(2),
                    new ConstraintState(row.getString(2), true))));
            List<String> views = new ArrayList<>();
            each(statement, "SELECT table_name FROM information_schema.views WHERE table_schema = database()",
                    row -> views.add(row.getString(1)));
            return new Picture(tables, views);
        }
    }

    /** What InnoDB calls each table; a partitioned one has several. */
    private Map<String, String> storages(Statement statement) throws SQLException {
        Map<String, String> storages = new LinkedHashMap<>();
        each(statement, "SELECT name, table_id FROM information_schema." + (mariadb ? "INNODB_SYS_TABLES" : "innodb_tables")
                + " WHERE name LIKE concat(replace(database(), '_', '\\_'), '/%') ORDER BY name", row -> {
                    String name = row.getString(1).replaceFirst("^[^/]*/", "").replaceFirst("(?i)#p#.*", "");
                    storages.merge(decoded(name), row.getString(2), (a, b) -> a + "," + b);
                });
        return storages;
    }

    /** InnoDB writes other characters than letters and digits as their number. */
    private static String decoded(String name) {
        return Pattern.compile("@([0-9a-fA-F]{4})").matcher(name)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + quoted(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Returns all that a statement can change of a table's definition, which takes an exclusive metadata lock. */
    Map<String, String> definitions(Picture picture) throws SQLException {
        Map<String, String> definitions = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : picture.tables().keySet()) {
                try (ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + quoted(table))) {
                    rows.next();
                    // the next number is no definition
                    definitions.put(table, rows.getString(2).replaceAll(" AUTO_INCREMENT=\\d+", ""));
                }
            }
            for (String query : List.of(PARENTS, TRIGGERS)) {
                each(statement, query + " ORDER BY 1, 2", row -> definitions.computeIfPresent(row.getString(1),
                        (table, text) -> text + "\n" + text(row)));
            }
        }
        return definitions;
    }

    private static String text(ResultSet row) {
        try {
            return row.getString(2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns sums of what is in each column, by table. */
    Map<String, Map<String, String>> contents(Picture picture) throws SQLException {
        Map<String, Map<String, String>> contents = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, TableState> table : picture.tables().entrySet()) {
                List<ColumnState> columns = List.copyOf(table.getValue().columns().values());
                String sums = columns.stream().map(column -> "sum(crc32(coalesce(" + quoted(column.name()) + ", '-')))")
                        .collect(Collectors.joining(", ", "SELECT count(*), ", " FROM " + quoted(table.getKey())));
                Map<String, String> values = new LinkedHashMap<>();
                each(statement, sums, row -> {
                    values.put("", row.getString(1));
                    for (int i = 0; i < columns.size(); i++) {
                        values.put(columns.get(i).name() + " " + columns.get(i).type(), row.getString(i + 2));
                    }
                });
                contents.put(table.getKey(), values);
            }
        }
        return contents;
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Statement statement, String sql, Reading reading) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reading.read(rows);
            }
        }
    }

    private interface State {
        void put(TableState table) throws SQLException;
    }

    private static void with(Map<String, TableState> tables, ResultSet row, State state) throws SQLException {
        TableState table = tables.get(row.getString(1));
        if (table != null) {
            state.put(table);
        }
    }
}
