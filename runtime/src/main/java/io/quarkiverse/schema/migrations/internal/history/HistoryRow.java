package io.quarkiverse.schema.migrations.internal.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.History.HistoryEntry;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.Execution;

/** Turns the current row of a query on the history into values. */
final class HistoryRow {

    /** All that is ever shown, which every format calls the same. */
    static final List<Column> ENTRY = List.copyOf(EnumSet.complementOf(EnumSet.of(Column.DOWN_SCRIPT,
            Column.STATEMENTS_DONE_LENGTH, Column.DONE_HASH, Column.STATEMENTS_STARTED)));

    private final ResultSet rows;
    private final int[] positions = new int[Column.values().length];

    /**
     * @param rows the answer
     * @param columns what was asked for, in this order
     */
    HistoryRow(ResultSet rows, List<Column> columns) {
        this.rows = rows;
        for (int i = 0; i < columns.size(); i++) {
            positions[columns.get(i).ordinal()] = i + 1;
        }
    }

    /** What to throw when a row cannot be turned into values. */
    static SchemaMigrationsException unreadable(TableName table, RuntimeException e) {
        return new HistoryTableException("The history table '" + table + "' has a row that this release cannot read: "
                + e.getMessage() + ". Migrate with the release that wrote it, or restore the table", e);
    }

    /** Whether there is one at all; a join makes one of nulls where there is none. */
    boolean isThere() throws SQLException {
        return text(Column.ID) != null;
    }

    AppliedMigration applied() throws SQLException {
        return new AppliedMigration(MigrationId.of(text(Column.ID)), number(Column.APPLIED_ORDER),
                MigrationKind.valueOf(text(Column.KIND).toUpperCase(Locale.ROOT)), AppliedState.ofWord(text(Column.STATE)),
                Direction.valueOf(text(Column.DIRECTION).toUpperCase(Locale.ROOT)), checksum(Column.UP_CHECKSUM), kept());
    }

    HistoryEntry entry() throws SQLException {
        return new HistoryEntry(applied(), text(Column.DESCRIPTION), execution());
    }

    private Execution execution() throws SQLException {
        return new Execution(number(Column.APPLIED_ORDER), (int) number(Column.STATEMENTS_DONE),
                (int) number(Column.STATEMENTS_TOTAL), (int) number(Column.ATTEMPTS),
                instant(Column.STARTED_AT).orElseThrow(), instant(Column.FINISHED_AT), duration(), text(Column.DATABASE_USER),
                application(), optionalText(Column.FAILURE), rolledBack());
    }

    private Optional<String> application() throws SQLException {
        Application application = new Application(optionalText(Column.APPLICATION), optionalText(Column.APPLICATION_VERSION));
        return application.equals(Application.UNKNOWN) ? Optional.empty() : Optional.of(application.toString());
    }

    private Optional<Execution.RolledBack> rolledBack() throws SQLException {
        Optional<Instant> at = instant(Column.ROLLED_BACK_AT);
        return at.isEmpty() ? Optional.empty()
                : Optional.of(new Execution.RolledBack(at.get(), optionalText(Column.ROLLED_BACK_BY).orElse("")));
    }

    private Optional<Duration> duration() throws SQLException {
        long milliseconds = number(Column.DURATION_MS);
        return rows.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds));
    }

    private Optional<KeptScript> kept() throws SQLException {
        Optional<Checksum> checksum = checksum(Column.DOWN_CHECKSUM);
        return checksum.isEmpty() ? Optional.empty()
                : Optional.of(new KeptScript(checksum.get(),
                        TransactionMode.valueOf(text(Column.DOWN_TRANSACTION).toUpperCase(Locale.ROOT))));
    }

    private Optional<Checksum> checksum(Column column) throws SQLException {
        String hex = text(column);
        return hex == null ? Optional.empty() : Optional.of(new Checksum(hex));
    }

    private Optional<Instant> instant(Column column) throws SQLException {
        return optionalText(column).map(Instant::parse);
    }

    private long number(Column column) throws SQLException {
        return rows.getLong(positions[column.ordinal()]);
    }

    private String text(Column column) throws SQLException {
        return rows.getString(positions[column.ordinal()]);
    }

    private Optional<String> optionalText(Column column) throws SQLException {
        return Optional.ofNullable(text(column));
    }
}
