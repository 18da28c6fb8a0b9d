package io.quarkiverse.schema.migrations.runtime.internal.history;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ColumnType;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.RowsHash;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.TableName;

/**
 * The statements that read and write the history. They are whole texts, without parameters, so that they can travel
 * together with those of a script.
 */
public final class HistorySql {

    private static final String NOTHING = "NULL";
    /** Of most inserts, at the most. */
    private static final int LENGTH = 1024;

    private final Dialect dialect;
    private final TableName tableName;
    private final String table;
    private final String application;
    private final String applicationVersion;
    private final int format;
    /** Made when it is needed: most starts write nothing. */
    private String andLocked;

    HistorySql(Dialect dialect, TableName table, Application application, int format) {
        this.dialect = dialect;
        this.tableName = table;
        this.table = (table.schema().isPresent() ? dialect.quoted(table.schema().get()) + "." : "")
                + dialect.quoted(table.table());
        this.application = text(application.name());
        this.applicationVersion = text(application.version());
        this.format = format;
    }

    /** The table's name, quoted. */
    String table() {
        return table;
    }

    String create() {
        return Arrays.stream(Column.values())
                .map(column -> column + " " + dialect.type(column.type) + " " + column.constraint)
                .map(String::strip)
                .collect(Collectors.joining(",\n  ", "CREATE TABLE IF NOT EXISTS " + table + " (\n  ",
                        "\n)" + dialect.tableOptions()));
    }

    String select(List<Column> columns) {
        StringBuilder select = new StringBuilder("SELECT ");
        for (Column column : columns) {
            select.append(column == columns.get(0) ? "" : ", ")
                    .append(column.type == ColumnType.TIME ? dialect.isoText(column.toString()) : column);
        }
        return select.append(" FROM ").append(table).toString();
    }

    /** All rows; of a table whose schema is not known, only when it is the one that will be located. */
    String selectAll(List<Column> columns) {
        return select(columns) + whereLocated();
    }

    /**
     * One column more than {@link #selectAll}: whether the table holds what is expected and nothing else. When it does, that
     * is all there is to the only row.
     */
    String selectUnless(ExpectedHistory expected, List<Column> columns) {
        Optional<RowsHash> hash = dialect.hashOfRows(ExpectedHistory.COLUMNS, Column.ID.toString());
        if (hash.isEmpty()) {
            return select(columns).replaceFirst(" FROM ", ", 1 = 0 FROM ") + whereLocated();
        }
        return "SELECT " + hash.get().hint() + " remembered.*, agrees FROM (SELECT coalesce(" + hash.get().expression() + " = '"
                + expected.hash() + "', 1 = 0) AS agrees FROM " + table + whereLocated() + ") AS comparison LEFT JOIN ("
                + selectAll(columns) + ") AS remembered ON NOT agrees";
    }

    private String whereLocated() {
        Optional<String> condition = dialect.onlyWhereLocated(tableName);
        return condition.isPresent() ? " WHERE " + condition.get() : "";
    }

    /** Notes that a migration is applied, in the transaction that applies it: its key alone prevents a second application. */
    public String insertApplied(Entry entry) {
        return insert(begun(entry, AppliedState.APPLIED, entry.statements()));
    }

    /** The same for a migration whose row is there from an earlier cycle. */
    public String updateApplied(Entry entry) {
        return updateAtRest(entry, begun(entry, AppliedState.APPLIED, entry.statements()));
    }

    /** Notes that a migration is being applied, before its first statement. */
    public String insertStarted(Entry entry) {
        return insert(begun(entry, AppliedState.IN_PROGRESS, 0));
    }

    /** The same for a migration whose row is there from an earlier cycle. */
    public String updateStarted(Entry entry) {
        return updateAtRest(entry, begun(entry, AppliedState.IN_PROGRESS, 0));
    }

    /** Notes that an interrupted or failed migration is taken up again. */
    public String updateResumed(Entry entry) {
        Map<Column, String> values = described(entry);
        values.put(Column.STATE, word(AppliedState.IN_PROGRESS));
        values.put(Column.ATTEMPTS, Column.ATTEMPTS + " + 1");
        values.put(Column.BEGUN, NOTHING);
        values.put(Column.FINISHED_AT, NOTHING);
        values.put(Column.DURATION_MS, NOTHING);
        values.put(Column.FAILURE, NOTHING);
        values.remove(Column.APPLIED_ORDER);
        return update(entry.migration().id(), values, and(AppliedState.IN_PROGRESS, AppliedState.FAILED));
    }

    /** Notes the end of a migration's last statement. */
    public String updateFinished(MigrationId id) {
        Map<Column, String> values = ended();
        values.put(Column.STATE, word(AppliedState.APPLIED));
        return update(id, values, "");
    }

    /** Notes that the statements up to a mark are done, and that none has begun since. */
    public String updateProgress(MigrationId id, Progress.Mark mark) {
        Map<Column, String> values = reached(mark);
        values.put(Column.BEGUN, NOTHING);
        return update(id, values, and(AppliedState.IN_PROGRESS) + andLocked());
    }

    /**
     * Notes that the statements up to a mark are done, and that the next one is about to run.
     *
     * @param found an expression: what there is to be seen before that
     */
    public String updateBegun(MigrationId id, Progress.Mark mark, String found) {
        Map<Column, String> values = reached(mark);
        values.put(Column.BEGUN, found);
        return update(id, values, and(AppliedState.IN_PROGRESS) + andLocked());
    }

    private Map<Column, String> reached(Progress.Mark mark) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.STATEMENTS_DONE, Integer.toString(mark.statements()));
        values.put(Column.DONE_LENGTH, Long.toString(mark.length()));
        values.put(Column.DONE_HASH, dialect.literal(mark.hash()));
        return values;
    }

    /** Notes that a statement failed, and what the database said. */
    public String updateFailed(MigrationId id, String failure) {
        Map<Column, String> values = ended();
        values.put(Column.STATE, word(AppliedState.FAILED));
        values.put(Column.FAILURE, dialect.literal(failure));
        values.put(Column.BEGUN, NOTHING);
        return update(id, values, andLocked());
    }

    /** Notes that a migration is reverted, in the transaction that reverts it. */
    public String updateReverted(MigrationId id) {
        return update(id, reverting(AppliedState.ROLLED_BACK), and(AppliedState.APPLIED));
    }

    /** Notes that a migration is being reverted, before the first statement. */
    public String updateRevertStarted(MigrationId id, int statements) {
        Map<Column, String> values = reverting(AppliedState.IN_PROGRESS);
        values.put(Column.DIRECTION, word(Direction.DOWN));
        values.put(Column.STATEMENTS_DONE, "0");
        values.put(Column.STATEMENTS_TOTAL, Integer.toString(statements));
        values.put(Column.DONE_LENGTH, "0");
        values.put(Column.DONE_HASH, NOTHING);
        values.put(Column.ATTEMPTS, "1");
        values.put(Column.BEGUN, NOTHING);
        values.put(Column.FAILURE, NOTHING);
        return update(id, values, and(AppliedState.APPLIED));
    }

    /** Notes that an interrupted or failed reversal is taken up again. */
    public String updateRevertResumed(MigrationId id, int statements) {
        Map<Column, String> values = reverting(AppliedState.IN_PROGRESS);
        values.put(Column.STATEMENTS_TOTAL, Integer.toString(statements));
        values.put(Column.ATTEMPTS, Column.ATTEMPTS + " + 1");
        values.put(Column.BEGUN, NOTHING);
        values.put(Column.FAILURE, NOTHING);
        return update(id, values, and(AppliedState.IN_PROGRESS, AppliedState.FAILED));
    }

    /** Notes the end of a down script's last statement. */
    public String updateRevertFinished(MigrationId id) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.STATE, word(AppliedState.ROLLED_BACK));
        values.put(Column.DIRECTION, word(Direction.UP));
        values.put(Column.ROLLBACK_DURATION_MS, dialect.millisecondsSince(Column.ROLLED_BACK_AT.toString()));
        return update(id, values, "");
    }

    /** Notes that a statement of a down script failed, and what the database said. */
    public String updateRevertFailed(MigrationId id, String failure) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.STATE, word(AppliedState.FAILED));
        values.put(Column.FAILURE, dialect.literal(failure));
        values.put(Column.ROLLBACK_DURATION_MS, dialect.millisecondsSince(Column.ROLLED_BACK_AT.toString()));
        values.put(Column.BEGUN, NOTHING);
        return update(id, values, andLocked());
    }

    /** Notes that a migration counts as applied although it was not run: it has been attempted no time. */
    public String insertTaken(Entry entry) {
        return insert(taken(entry));
    }

    /** The same for a migration whose row is there from an earlier cycle. */
    public String updateTaken(Entry entry) {
        return updateAtRest(entry, taken(entry));
    }

    private Map<Column, String> taken(Entry entry) {
        Map<Column, String> values = begun(entry, AppliedState.APPLIED, 0);
        values.put(Column.ATTEMPTS, "0");
        values.put(Column.FINISHED_AT, dialect.now());
        return values;
    }

    /** Notes that another tool has applied a migration: we have attempted it no time. */
    public String insertAdopted(Entry entry, Provenance provenance) {
        Map<Column, String> values = begun(entry, AppliedState.APPLIED, 0);
        values.putAll(happened(provenance));
        return insert(values);
    }

    /** The same of a migration that the sources do not know. */
    public String insertAdoptedUnknown(MigrationId id, MigrationKind kind, String description, long order,
            Provenance provenance) {
        Map<Column, String> values = happened(provenance);
        values.put(Column.ID, dialect.literal(id.value()));
        values.put(Column.FORMAT, Integer.toString(format));
        values.put(Column.APPLIED_ORDER, Long.toString(order));
        values.put(Column.KIND, dialect.literal(kind.name().toLowerCase(Locale.ROOT)));
        values.put(Column.DESCRIPTION, dialect.literal(description));
        values.put(Column.STATE, word(AppliedState.APPLIED));
        values.put(Column.DIRECTION, word(Direction.UP));
        values.put(Column.STATEMENTS_DONE, "0");
        values.put(Column.STATEMENTS_TOTAL, "0");
        values.put(Column.DONE_LENGTH, "0");
        return insert(values);
    }

    private Map<Column, String> happened(Provenance provenance) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.ATTEMPTS, "0");
        values.put(Column.STARTED_AT, dialect.time(provenance.started()));
        values.put(Column.FINISHED_AT, dialect.time(provenance.finished()));
        values.put(Column.DURATION_MS, provenance.duration().map(d -> Long.toString(d.toMillis())).orElse(NOTHING));
        values.put(Column.DATABASE_USER, dialect.literal(provenance.user().orElse("")));
        values.put(Column.APPLICATION, dialect.literal(provenance.tool()));
        values.put(Column.APPLICATION_VERSION, NOTHING);
        return values;
    }

    /** Notes that an interrupted or failed migration turned out to be applied. */
    public String updateResolvedAsApplied(MigrationId id) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.STATE, word(AppliedState.APPLIED));
        values.put(Column.DIRECTION, word(Direction.UP));
        values.put(Column.FINISHED_AT, "coalesce(" + Column.FINISHED_AT + ", " + dialect.now() + ")");
        values.put(Column.FAILURE, NOTHING);
        values.put(Column.ROLLED_BACK_AT, NOTHING);
        values.put(Column.ROLLED_BACK_BY, NOTHING);
        values.put(Column.ROLLBACK_DURATION_MS, NOTHING);
        return update(id, values, and(AppliedState.IN_PROGRESS, AppliedState.FAILED));
    }

    /** Notes that an interrupted or failed migration turned out not to be applied. */
    public String updateResolvedAsNotApplied(MigrationId id) {
        Map<Column, String> values = reverting(AppliedState.ROLLED_BACK);
        values.put(Column.DIRECTION, word(Direction.UP));
        return update(id, values, and(AppliedState.IN_PROGRESS, AppliedState.FAILED));
    }

    /** Accepts the up script of the sources in place of the one that was applied. */
    public String updateUpChecksum(Migration migration) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.UP_CHECKSUM, text(migration.up().verifiedBy().map(Checksum::hex)));
        return update(migration.id(), values, and(AppliedState.APPLIED));
    }

    /** Keeps the down script of the sources in place of the one that was kept. */
    public String updateDown(Entry entry) {
        Map<Column, String> values = described(entry);
        values.keySet().retainAll(Set.of(Column.DOWN_CHECKSUM, Column.DOWN_SCRIPT, Column.DOWN_TRANSACTION));
        return update(entry.migration().id(), values, and(AppliedState.APPLIED));
    }

    /** Forgets a migration. */
    public String delete(MigrationId id) {
        return "DELETE FROM " + table + where(id);
    }

    private Map<Column, String> reverting(AppliedState state) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.STATE, word(state));
        values.put(Column.ROLLED_BACK_AT, dialect.now());
        values.put(Column.ROLLED_BACK_BY, dialect.user());
        values.put(Column.ROLLBACK_DURATION_MS, NOTHING);
        return values;
    }

    private Map<Column, String> begun(Entry entry, AppliedState state, int done) {
        Map<Column, String> values = described(entry);
        values.put(Column.STATE, word(state));
        values.put(Column.DIRECTION, word(Direction.UP));
        values.put(Column.STATEMENTS_DONE, Integer.toString(done));
        values.put(Column.DONE_LENGTH, "0");
        values.put(Column.DONE_HASH, NOTHING);
        values.put(Column.BEGUN, NOTHING);
        values.put(Column.ATTEMPTS, "1");
        values.put(Column.FINISHED_AT, NOTHING);
        values.put(Column.DURATION_MS, NOTHING);
        values.put(Column.FAILURE, NOTHING);
        values.put(Column.ROLLED_BACK_AT, NOTHING);
        values.put(Column.ROLLED_BACK_BY, NOTHING);
        values.put(Column.ROLLBACK_DURATION_MS, NOTHING);
        return values;
    }

    private Map<Column, String> described(Entry entry) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.FORMAT, Integer.toString(format));
        values.put(Column.APPLIED_ORDER, Long.toString(entry.order()));
        values.put(Column.KIND, dialect.literal(entry.migration().kind().name().toLowerCase(Locale.ROOT)));
        values.put(Column.DESCRIPTION, dialect.literal(entry.migration().description()));
        values.put(Column.UP_CHECKSUM, text(entry.migration().up().verifiedBy().map(Checksum::hex)));
        values.put(Column.DOWN_CHECKSUM, text(entry.migration().downScript().map(Script::checksum).map(Checksum::hex)));
        values.put(Column.DOWN_SCRIPT, text(entry.down().map(Entry.Down::text)));
        values.put(Column.DOWN_TRANSACTION,
                text(entry.down().map(down -> down.transaction().name().toLowerCase(Locale.ROOT))));
        values.put(Column.STATEMENTS_TOTAL, Integer.toString(entry.statements()));
        values.put(Column.STARTED_AT, dialect.now());
        values.put(Column.DATABASE_USER, dialect.user());
        values.put(Column.APPLICATION, application);
        values.put(Column.APPLICATION_VERSION, applicationVersion);
        values.put(Column.ID, dialect.literal(entry.migration().id().value()));
        return values;
    }

    private Map<Column, String> ended() {
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.put(Column.FINISHED_AT, dialect.now());
        values.put(Column.DURATION_MS, dialect.millisecondsSince(Column.STARTED_AT.toString()));
        return values;
    }

    /** What is written outside of a transaction must not be written by a session that has lost the lock. */
    private String andLocked() {
        if (andLocked == null) {
            andLocked = dialect.sessionHoldsLock(tableName).map(condition -> " AND " + condition).orElse("");
        }
        return andLocked;
    }

    /** What is null is left out: nothing else has a default. */
    private String insert(Map<Column, String> values) {
        values.values().removeIf(NOTHING::equals);
        StringBuilder insert = new StringBuilder(LENGTH).append("INSERT INTO ").append(table);
        String separator = " (";
        for (Column column : values.keySet()) {
            insert.append(separator).append(column);
            separator = ", ";
        }
        separator = ") VALUES (";
        for (String value : values.values()) {
            insert.append(separator).append(value);
            separator = ", ";
        }
        return insert.append(')').toString();
    }

    /** Touches only a row that no run is busy with, so that a second runner changes nothing and notices. */
    private String updateAtRest(Entry entry, Map<Column, String> values) {
        return update(entry.migration().id(), values, and(AppliedState.ROLLED_BACK, AppliedState.APPLIED));
    }

    private String update(MigrationId id, Map<Column, String> values, String condition) {
        StringBuilder update = new StringBuilder("UPDATE ").append(table);
        String separator = " SET ";
        for (Map.Entry<Column, String> value : values.entrySet()) {
            if (value.getKey() != Column.ID) {
                update.append(separator).append(value.getKey()).append(" = ").append(value.getValue());
                separator = ", ";
            }
        }
        return update.append(where(id)).append(condition).toString();
    }

    /** The condition that names one row. */
    String where(MigrationId id) {
        return " WHERE " + Column.ID + " = " + dialect.literal(id.value());
    }

    private String word(AppliedState state) {
        return dialect.literal(state.word());
    }

    private String and(AppliedState... states) {
        return Arrays.stream(states).map(this::word).collect(Collectors.joining(", ", " AND " + Column.STATE + " IN (", ")"));
    }

    private String word(Direction direction) {
        return dialect.literal(direction.name().toLowerCase(Locale.ROOT));
    }

    private String text(Optional<String> text) {
        return text.isPresent() ? dialect.literal(text.get()) : NOTHING;
    }
}
