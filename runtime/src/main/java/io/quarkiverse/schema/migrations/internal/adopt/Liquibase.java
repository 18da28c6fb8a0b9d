package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;

/** Reads the table of Liquibase, and respects the row that is its lock. */
final class Liquibase implements ForeignTool {

    private static final Set<String> COLUMNS = Set.of("id", "author", "filename", "dateexecuted", "orderexecuted", "exectype",
            "md5sum");

    @Override
    public Adoption.Tool name() {
        return Adoption.Tool.LIQUIBASE;
    }

    @Override
    public List<String> tables() {
        return List.of("databasechangelog");
    }

    @Override
    public boolean keeps(Set<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    /** What it has applied last may have any id. */
    @Override
    public Order order() {
        return Order.OF_ITS_OWN;
    }

    /** The row can be held by a transaction only: a flag that a killed process has left would lock Liquibase out for good. */
    @Override
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        return isAtWork(connection, dialect, history) ? Optional.empty() : Optional.of(ForeignLock.NONE);
    }

    /** Writes what is there already, which holds the row: a Liquibase that begins now waits until we have committed. */
    @Override
    public Hold hold(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        Optional<String> table = lockTable(connection, dialect, history);
        if (table.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE " + table.get() + " SET locked = locked WHERE id = 1");
            }
        }
        return isAtWork(connection, dialect, history) ? Hold.HELD_BY_ANOTHER : Hold.HELD;
    }

    private static boolean isAtWork(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        Optional<String> table = lockTable(connection, dialect, history);
        if (table.isEmpty()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT locked FROM " + table.get() + " WHERE id = 1")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Optional<String> lockTable(Connection connection, Dialect dialect, ForeignTable history)
            throws SQLException {
        for (TableName table : dialect.tables(connection, history.table(), List.of(history.table().table() + "lock"))) {
            if (table.schema().equals(history.table().schema())) {
                return Optional.of(new ForeignTable(Adoption.Tool.LIQUIBASE, table, Set.of(), Set.of()).quoted(dialect));
            }
        }
        return Optional.empty();
    }

    @Override
    public ForeignHistory read(Connection connection, Dialect dialect, ForeignTable history, List<Migration> sources)
            throws SQLException {
        List<LiquibaseHistory.Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement, "SELECT * FROM " + history.quoted(dialect))) {
            while (answer.next()) {
                rows.add(new LiquibaseHistory.Row(answer.getString("id"), answer.getString("author"),
                        answer.getString("filename"),
                        answer.getLong("orderexecuted"), answer.getString("exectype"),
                        Optional.ofNullable(answer.getString("md5sum")),
                        ForeignExecution.at(Moment.in(answer, "dateexecuted").orElse(Instant.EPOCH))));
            }
        }
        return new LiquibaseHistory(changeSets(sources)).of(rows);
    }

    private static Map<Migration, List<FormattedSql.ChangeSet>> changeSets(List<Migration> sources) {
        Map<Migration, List<FormattedSql.ChangeSet>> all = new LinkedHashMap<>();
        for (Migration migration : sources) {
            try {
                all.put(migration,
                        migration.up() instanceof Script script ? FormattedSql.changeSets(new WithoutDirectives(script.text()))
                                : List.of());
            } catch (IOException e) {
                throw new DatabaseException(
                        "The script " + migration.up().shown() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return all;
    }
}
