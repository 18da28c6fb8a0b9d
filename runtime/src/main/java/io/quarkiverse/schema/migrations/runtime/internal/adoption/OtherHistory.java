package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.plan.Adoption;
import io.quarkiverse.schema.migrations.plan.Policies;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ForeignLock;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.TableName;

/**
 * The table in which another tool keeps its history.
 *
 * @param tool whose it is
 * @param table where it is, with its schema
 * @param columns the names of its columns in lower case
 * @param others what is in it of other sets, by name
 */
public record OtherHistory(Adoption.Tool tool, TableName table, Set<String> columns, Set<String> others) {

    public OtherHistory {
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
    public static List<OtherHistory> find(Connection connection, Dialect dialect, TableName ours, Adoption adoption)
            throws SQLException {
        OtherTool tool = OtherTool.of(adoption.tool());
        Optional<TableName> named = adoption.table().map(OtherHistory::parsed);
        Optional<String> schema = named.flatMap(TableName::schema);
        List<String> names = named.map(TableName::table).map(List::of).orElseGet(tool::tables);
        List<OtherHistory> found = new ArrayList<>();
        for (TableName table : dialect.tables(connection, schema.map(ours::in).orElse(ours), names)) {
            if (schema.isEmpty() || schema.equals(table.schema())) {
                known(connection, dialect, tool, table)
                        .map(history -> new OtherHistory(history.tool(), table, history.columns(), adoption.others()))
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
    public static List<OtherHistory> findAny(Connection connection, Dialect dialect, TableName ours) throws SQLException {
        List<OtherTool> tools = Arrays.stream(Adoption.Tool.values()).map(OtherTool::of).toList();
        List<String> names = tools.stream().flatMap(tool -> tool.tables().stream()).toList();
        List<OtherHistory> found = new ArrayList<>();
        for (TableName table : dialect.tables(connection, ours, names)) {
            for (OtherTool tool : tools) {
                if (tool.tables().stream().anyMatch(table.table()::equalsIgnoreCase)) {
                    known(connection, dialect, tool, table).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<OtherHistory> known(Connection connection, Dialect dialect, OtherTool tool, TableName table)
            throws SQLException {
        Set<String> columns = Set.copyOf(dialect.columns(connection, table));
        return tool.keeps(columns) ? Optional.of(new OtherHistory(tool.name(), table, columns, Set.of())) : Optional.empty();
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
        return OtherTool.of(tool).lock(connection, dialect, this);
    }

    /**
     * Keeps the other tool out until the transaction ends that has just begun, where that is how it is kept out.
     *
     * @return whether it is out
     * @throws SQLException when the database fails
     */
    public boolean hold(Connection connection, Dialect dialect) throws SQLException {
        return OtherTool.of(tool).hold(connection, dialect, this) == OtherTool.Hold.HELD;
    }

    /**
     * Reads it, and weighs it against the sources.
     *
     * @throws SQLException when the database fails
     */
    public Takeover read(Connection connection, Dialect dialect, List<Migration> sources, Policies policies)
            throws SQLException {
        Testimony testimony = OtherTool.of(tool).read(connection, dialect, this, sources);
        return new Weighing(this, sources, policies).weigh(testimony);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** The table's name for a statement. */
    String quoted(Dialect dialect) {
        return table.schema().map(schema -> dialect.quoted(schema) + ".").orElse("") + dialect.quoted(table.table());
    }
}
