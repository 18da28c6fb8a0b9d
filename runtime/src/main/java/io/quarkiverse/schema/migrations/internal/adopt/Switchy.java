package io.quarkiverse.schema.migrations.internal.adopt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.ForeignLock;
import io.quarkiverse.schema.migrations.model.Migration;

/**
 * Reads the tables of switchy. They have grown from a name and a time to an id with a status, and at last with checksums;
 * whatever a table lacks was not known, and what is in the oldest is completed.
 */
final class Switchy implements ForeignTool {

    @Override
    public Adoption.Tool name() {
        return Adoption.Tool.SWITCHY;
    }

    @Override
    public List<String> tables() {
        return List.of("__switchy_migrations", "__moosicbox_schema_migrations");
    }

    @Override
    public Order order() {
        return Order.OF_IDS;
    }

    @Override
    public boolean keeps(Set<String> columns) {
        return columns.contains("run_on") && (columns.contains("id") || columns.contains("name"));
    }

    /** It has none. */
    @Override
    public Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) {
        return Optional.of(ForeignLock.NONE);
    }

    @Override
    public Hold hold(Connection connection, Dialect dialect, ForeignTable history) {
        return Hold.HELD;
    }

    @Override
    public ForeignHistory read(Connection connection, Dialect dialect, ForeignTable history, List<Migration> sources)
            throws SQLException {
        List<SwitchyHistory.Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = dialect.allRows(statement, "SELECT * FROM " + history.quoted(dialect))) {
            while (answer.next()) {
                rows.add(row(answer, history));
            }
        }
        return new SwitchyHistory(history.table().toString(), sources).of(rows);
    }

    private static SwitchyHistory.Row row(ResultSet row, ForeignTable history) throws SQLException {
        Optional<Instant> started = Moment.in(row, "run_on");
        Optional<Instant> finished = history.has("finished_on") ? Moment.in(row, "finished_on") : Optional.empty();
        return new SwitchyHistory.Row(row.getString(history.has("id") ? "id" : "name"),
                started.or(() -> finished).orElse(Instant.EPOCH),
                finished, text(row, history, "status").orElse(SwitchyHistory.Row.COMPLETED),
                text(row, history, "failure_reason"),
                text(row, history, "up_checksum"), text(row, history, "down_checksum"));
    }

    private static Optional<String> text(ResultSet row, ForeignTable history, String column) throws SQLException {
        return history.has(column) ? Optional.ofNullable(row.getString(column)) : Optional.empty();
    }
}
