package io.quarkiverse.schema.migrations.internal.adopt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.model.Migration;

/**
 * The table in which another tool keeps its history.
 *
 * @param tool whose it is
 * @param table where it is, with its schema
 * @param columns the names of its columns in lower case
 * @param others what is in it of other sets, by name
 */
public record ForeignTable(Adoption.Tool tool, TableName table, Set<String> columns, Set<String> others) {

    public ForeignTable {
        columns = Set.copyOf(columns);
        others = Set.copyOf(others);
    }

    /**
     * Where the histories of a tool can be: in the table that is named, or in those with a name that the tool gives it.
     *
     * @param ours our own history, whose schema is looked in besides the connection's
     * @throws InvalidSettingException when the table's name is none
     * @throws SQLException when the database fails
     */
    public static List<ForeignTable> find(Connection connection, Dialect dialect, TableName ours, Adoption adoption)
            throws SQLException {
        ForeignTool tool = ForeignTool.of(adoption.tool());
        Optional<TableName> named = adoption.table().map(ForeignTable::parsed);
        Optional<String> schema = named.flatMap(TableName::schema);
        List<String> names = named.map(TableName::table).map(List::of).orElseGet(tool::tables);
        List<ForeignTable> found = new ArrayList<>();
        for (TableName table : dialect.tables(connection, schema.map(ours::in).orElse(ours), names)) {
            if (schema.isEmpty() || schema.equals(table.schema())) {
                known(connection, dialect, tool, table)
                        .map(history -> new ForeignTable(history.tool(), table, history.columns(), adoption.others()))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static TableName parsed(String name) {
        try {
            return TableName.parse(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    /** The histories of all tools under the names that they give them, as far as there is anything in them. */
    public static List<ForeignTable> findAny(Connection connection, Dialect dialect, TableName ours) throws SQLException {
        List<ForeignTool> tools = Arrays.stream(Adoption.Tool.values()).map(ForeignTool::of).toList();
        List<String> names = tools.stream().flatMap(tool -> tool.tables().stream()).toList();
        List<ForeignTable> found = new ArrayList<>();
        for (TableName table : dialect.tables(connection, ours, names)) {
            for (ForeignTool tool : tools) {
                if (tool.tables().stream().anyMatch(table.table()::equalsIgnoreCase)) {
                    known(connection, dialect, tool, table).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<ForeignTable> known(Connection connection, Dialect dialect, ForeignTool tool, TableName table)
            throws SQLException {
        Set<String> columns = Set.copyOf(dialect.columns(connection, table));
        return tool.keeps(columns) ? Optional.of(new ForeignTable(tool.name(), table, columns, Set.of())) : Optional.empty();
    }

    /** Whether there is anything in it. */
    public boolean hasRows(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM " + quoted(dialect) + " LIMIT 1")) {
            return rows.next();
        }
    }

    /**
     * Keeps the other tool out; called outside of a transaction.
     *
     * @return empty while that tool is at work
     * @throws SQLException when the database fails
     */
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect) throws SQLException {
        return ForeignTool.of(tool).lock(connection, dialect, this);
    }

    /**
     * Keeps the other tool out until the transaction ends that has just begun, where that is how it is kept out.
     *
     * @return whether it is out
     * @throws SQLException when the database fails
     */
    public boolean hold(Connection connection, Dialect dialect) throws SQLException {
        return ForeignTool.of(tool).hold(connection, dialect, this) == ForeignTool.Hold.HELD;
    }

    /**
     * Reads it, and compares it with the sources.
     *
     * @throws SQLException when the database fails
     */
    public AdoptionPlan read(Connection connection, Dialect dialect, List<Migration> sources, Policies policies)
            throws SQLException {
        ForeignTool.History foreign = ForeignTool.of(tool).read(connection, dialect, this, sources);
        return new AdoptionPlanner(this, sources, policies).plan(foreign);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** The table's name for a statement. */
    String quoted(Dialect dialect) {
        return table.schema().map(schema -> dialect.quoted(schema) + ".").orElse("") + dialect.quoted(table.table());
    }
}
