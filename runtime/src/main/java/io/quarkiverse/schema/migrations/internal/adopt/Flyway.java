package io.quarkiverse.schema.migrations.internal.adopt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.ForeignLock;
import io.quarkiverse.schema.migrations.model.Migration;

/** Reads the table of Flyway, which has been the same since its version 4. */
final class Flyway implements ForeignTool {

    private static final Set<String> COLUMNS = Set.of("installed_rank", "version", "description", "type", "script", "checksum",
            "installed_by", "installed_on", "execution_time", "success");
    private static final long LOCK_BASE = 77431708279161L;

    @Override
    public Adoption.Tool name() {
        return Adoption.Tool.FLYWAY;
    }

    @Override
    public List<String> tables() {
        return List.of("flyway_schema_history");
    }

    @Override
    public Order order() {
        return Order.OF_IDS;
    }

    @Override
    public boolean keeps(Set<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    /** Flyway locks by the hash of its table's quoted name, as a number or as a part of a name. */
    @Override
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) throws SQLException {
        int hash = history.quoted(dialect).hashCode();
        return dialect.tryForeignLock(connection, LOCK_BASE + hash, "Flyway-" + hash);
    }

    @Override
    public Hold hold(Connection connection, Dialect dialect, ForeignTable history) {
        return Hold.HELD;
    }

    @Override
    public ForeignHistory read(Connection connection, Dialect dialect, ForeignTable history, List<Migration> sources)
            throws SQLException {
        List<FlywayHistory.Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement,
                        "SELECT * FROM " + history.quoted(dialect) + " ORDER BY installed_rank")) {
            while (answer.next()) {
                rows.add(row(answer));
            }
        }
        return new FlywayHistory(sources).of(rows);
    }

    private static FlywayHistory.Row row(ResultSet row) throws SQLException {
        int checksum = row.getInt("checksum");
        Optional<Integer> kept = row.wasNull() ? Optional.empty() : Optional.of(checksum);
        ForeignExecution happened = new ForeignExecution(Moment.in(row, "installed_on").orElse(Instant.EPOCH),
                Optional.of(Duration.ofMillis(row.getInt("execution_time"))),
                Optional.ofNullable(row.getString("installed_by")));
        return new FlywayHistory.Row(Optional.ofNullable(row.getString("version")), row.getString("description"),
                row.getString("type"),
                row.getString("script"), kept,
                row.getBoolean("success") ? FlywayHistory.Row.Outcome.SUCCESS : FlywayHistory.Row.Outcome.FAILURE,
                happened);
    }
}
