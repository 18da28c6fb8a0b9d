package io.quarkiverse.schema.migrations.internal.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.ColumnType;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.RowsHash;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow.Provenance;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/**
 * The statements that read and write the history. They are whole texts, without parameters, so that they can travel
 * together with those of a script.
 */
public final class HistorySql {

    private static final String ANOTHER_ATTEMPT = Column.ATTEMPTS + " + 1";

    private final Dialect dialect;
    private final TableName tableName;
    private final String table;
    private final Application application;
    private final int format;
    /** Made when it is needed: most starts write nothing. */
    private String andLocked;

    HistorySql(Dialect dialect, TableName table, Application application, int format) {
        this.dialect = dialect;
        this.tableName = table;
        this.table = (table.schema().isPresent() ? dialect.quoted(table.schema().get()) + "." : "")
                + dialect.quoted(table.table());
        this.application = application;
        this.format = format;
    }

    Dialect dialect() {
        return dialect;
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
    public String insertApplied(AppliedRow entry) {
        return fresh(entry, AppliedState.APPLIED).set(Column.STATEMENTS_DONE, entry.statements()).insert();
    }

    /** The same for a migration whose row is there from an earlier cycle. */
    public String updateApplied(AppliedRow entry) {
        return fresh(entry, AppliedState.APPLIED).set(Column.STATEMENTS_DONE, entry.statements()).update(RowWrite.AT_REST);
    }

    /** Notes that a migration is being applied, before its first statement. */
    public String insertStarted(AppliedRow entry) {
        return fresh(entry, AppliedState.IN_PROGRESS).insert();
    }

    /** The same for a migration whose row is there from an earlier cycle. */
    public String updateStarted(AppliedRow entry) {
        return fresh(entry, AppliedState.IN_PROGRESS).update(RowWrite.AT_REST);
    }

    /** Notes that an interrupted or failed migration is taken up again; it keeps its place in the order. */
    public String updateResumed(AppliedRow entry) {
        return described(entry).set(AppliedState.IN_PROGRESS).set(Column.ATTEMPTS, ANOTHER_ATTEMPT)
                .clear(Column.STATEMENTS_STARTED, Column.FINISHED_AT, Column.DURATION_MS, Column.FAILURE)
                .without(Column.APPLIED_ORDER).update(RowWrite.UNFINISHED);
    }

    /** Notes the end of a migration's last statement. */
    public String updateFinished(MigrationId id) {
        return ended(id).set(AppliedState.APPLIED).update(RowWrite.ANY);
    }

    /** Notes that the statements up to a mark are done, and that none has begun since. */
    public String updateProgress(MigrationId id, Progress.Mark mark) {
        return reached(id, mark).clear(Column.STATEMENTS_STARTED).updateLocked(RowWrite.RUNNING);
    }

    /**
     * Notes that the statements up to a mark are done, and that the next one is about to run.
     *
     * @param found an expression: what there is to be seen before that
     */
    public String updateBegun(MigrationId id, Progress.Mark mark, String found) {
        return reached(id, mark).set(Column.STATEMENTS_STARTED, found).updateLocked(RowWrite.RUNNING);
    }

    private RowWrite reached(MigrationId id, Progress.Mark mark) {
        return row(id).set(Column.STATEMENTS_DONE, mark.statements()).set(Column.STATEMENTS_DONE_LENGTH, mark.length())
                .text(Column.DONE_HASH, Optional.of(mark.hash()));
    }

    /** Notes that a statement failed, and what the database said. */
    public String updateFailed(MigrationId id, String failure) {
        return failed(ended(id), failure);
    }

    /** Notes that a migration is reverted, in the transaction that reverts it. */
    public String updateReverted(MigrationId id) {
        return reverting(id, AppliedState.ROLLED_BACK).update(RowWrite.APPLIED);
    }

    /** Notes that a migration is being reverted, before the first statement. */
    public String updateRevertStarted(MigrationId id, int statements) {
        return reverting(id, AppliedState.IN_PROGRESS).set(Direction.DOWN).set(Column.STATEMENTS_TOTAL, statements)
                .notBegun().clear(Column.FAILURE).update(RowWrite.APPLIED);
    }

    /** Notes that an interrupted or failed reversal is taken up again. */
    public String updateRevertResumed(MigrationId id, int statements) {
        return reverting(id, AppliedState.IN_PROGRESS).set(Column.STATEMENTS_TOTAL, statements)
                .set(Column.ATTEMPTS, ANOTHER_ATTEMPT).clear(Column.STATEMENTS_STARTED, Column.FAILURE)
                .update(RowWrite.UNFINISHED);
    }

    /** Notes the end of a down script's last statement. */
    public String updateRevertFinished(MigrationId id) {
        return since(row(id), Column.ROLLBACK_DURATION_MS, Column.ROLLED_BACK_AT).set(AppliedState.ROLLED_BACK)
                .set(Direction.UP).update(RowWrite.ANY);
    }

    /** Notes that a statement of a down script failed, and what the database said. */
    public String updateRevertFailed(MigrationId id, String failure) {
        return failed(since(row(id), Column.ROLLBACK_DURATION_MS, Column.ROLLED_BACK_AT), failure);
    }

    private static String failed(RowWrite write, String failure) {
        return write.set(AppliedState.FAILED).text(Column.FAILURE, Optional.of(failure)).clear(Column.STATEMENTS_STARTED)
                .updateLocked(RowWrite.RUNNING);
    }

    /** Notes that a migration counts as applied although it was not run: it has been attempted no time. */
    public String insertTaken(AppliedRow entry) {
        return taken(entry).insert();
    }

    /** The same for a migration whose row is there from an earlier cycle. */
    public String updateTaken(AppliedRow entry) {
        return taken(entry).update(RowWrite.AT_REST);
    }

    private RowWrite taken(AppliedRow entry) {
        return fresh(entry, AppliedState.APPLIED).set(Column.ATTEMPTS, 0).set(Column.FINISHED_AT, dialect.now());
    }

    /** Notes that another tool has applied a migration: we have attempted it no time. */
    public String insertAdopted(AppliedRow entry, Provenance provenance) {
        return happened(fresh(entry, AppliedState.APPLIED), provenance).insert();
    }

    /** The same of a migration that the sources do not know. */
    public String insertAdoptedUnknown(MigrationId id, MigrationKind kind, String description, long order,
            Provenance provenance) {
        return happened(row(id).notBegun(), provenance).set(Column.FORMAT, format).set(Column.APPLIED_ORDER, order)
                .set(kind).text(Column.DESCRIPTION, Optional.of(description)).set(AppliedState.APPLIED)
                .set(Direction.UP).set(Column.STATEMENTS_TOTAL, 0).insert();
    }

    private RowWrite happened(RowWrite write, Provenance provenance) {
        return write.set(Column.ATTEMPTS, 0).set(Column.STARTED_AT, dialect.time(provenance.started()))
                .set(Column.FINISHED_AT, dialect.time(provenance.finished()))
                .set(Column.DURATION_MS, provenance.duration().map(d -> Long.toString(d.toMillis())).orElse(RowWrite.NOTHING))
                .text(Column.DATABASE_USER, Optional.of(provenance.user().orElse("")))
                .text(Column.APPLICATION, Optional.of(provenance.tool())).clear(Column.APPLICATION_VERSION);
    }

    /** Notes that an interrupted or failed migration turned out to be applied. */
    public String updateResolvedAsApplied(MigrationId id) {
        return row(id).set(AppliedState.APPLIED).set(Direction.UP)
                .set(Column.FINISHED_AT, "coalesce(" + Column.FINISHED_AT + ", " + dialect.now() + ")")
                .clear(Column.FAILURE, Column.ROLLED_BACK_AT, Column.ROLLED_BACK_BY, Column.ROLLBACK_DURATION_MS)
                .update(RowWrite.UNFINISHED);
    }

    /** Notes that an interrupted or failed migration turned out not to be applied. */
    public String updateResolvedAsNotApplied(MigrationId id) {
        return reverting(id, AppliedState.ROLLED_BACK).set(Direction.UP).update(RowWrite.UNFINISHED);
    }

    /** Has an applied repeatable migration run again: what is rolled back may take along what it has made. */
    public String updateToRunAgain(MigrationId id) {
        return row(id).set(AppliedState.ROLLED_BACK).update(RowWrite.APPLIED);
    }

    /** Accepts the up script of the sources in place of the one that was applied. */
    public String updateUpChecksum(Migration migration) {
        return row(migration.id()).text(Column.UP_CHECKSUM, migration.up().verifiedBy().map(Checksum::hex))
                .update(RowWrite.APPLIED);
    }

    /**
     * Brings up to date what depends on directives, of an applied migration that is not modified.
     *
     * @param entry without a down script where the one that is kept stays as it is
     */
    public String updateRenewed(AppliedRow entry) {
        Migration migration = entry.migration();
        RowWrite write = row(migration.id()).set(migration.kind());
        // a migration that was never verified is not verified by this either
        migration.up().verifiedBy().ifPresent(checksum -> write.set(Column.UP_CHECKSUM, "CASE WHEN " + Column.UP_CHECKSUM
                + " IS NULL THEN NULL ELSE " + dialect.literal(checksum.hex()) + " END"));
        return (entry.down().isPresent() ? down(write, entry) : write).update(RowWrite.APPLIED);
    }

    /** Keeps the down script of the sources in place of the one that was kept. */
    public String updateDown(AppliedRow entry) {
        return down(row(entry.migration().id()), entry).update(RowWrite.APPLIED);
    }

    /** Forgets a migration. */
    public String delete(MigrationId id) {
        return "DELETE FROM " + table + where(id);
    }

    /** The row of a migration that has not been rolled back, or not since it is being applied. */
    private RowWrite fresh(AppliedRow entry, AppliedState state) {
        return described(entry).set(state).set(Direction.UP).notBegun().clear(Column.FINISHED_AT, Column.DURATION_MS,
                Column.FAILURE, Column.ROLLED_BACK_AT, Column.ROLLED_BACK_BY, Column.ROLLBACK_DURATION_MS);
    }

    private RowWrite described(AppliedRow entry) {
        Migration migration = entry.migration();
        return down(row(migration.id()), entry).set(Column.FORMAT, format).set(Column.APPLIED_ORDER, entry.order())
                .set(migration.kind()).text(Column.DESCRIPTION, Optional.of(migration.description()))
                .text(Column.UP_CHECKSUM, migration.up().verifiedBy().map(Checksum::hex))
                .set(Column.STATEMENTS_TOTAL, entry.statements()).set(Column.STARTED_AT, dialect.now())
                .set(Column.DATABASE_USER, dialect.user()).text(Column.APPLICATION, application.name())
                .text(Column.APPLICATION_VERSION, application.version());
    }

    private static RowWrite down(RowWrite write, AppliedRow entry) {
        return write.text(Column.DOWN_CHECKSUM, entry.migration().downScript().map(script -> script.checksum().hex()))
                .text(Column.DOWN_SCRIPT, entry.down().map(AppliedRow.Down::text))
                .text(Column.DOWN_TRANSACTION, entry.down().map(down -> down.transaction().name().toLowerCase(Locale.ROOT)));
    }

    private RowWrite reverting(MigrationId id, AppliedState state) {
        return row(id).set(state).set(Column.ROLLED_BACK_AT, dialect.now()).set(Column.ROLLED_BACK_BY, dialect.user())
                .clear(Column.ROLLBACK_DURATION_MS);
    }

    private RowWrite ended(MigrationId id) {
        return since(row(id).set(Column.FINISHED_AT, dialect.now()), Column.DURATION_MS, Column.STARTED_AT);
    }

    private RowWrite since(RowWrite write, Column duration, Column start) {
        return write.set(duration, dialect.millisecondsSince(start.toString()));
    }

    private RowWrite row(MigrationId id) {
        return new RowWrite(this, id);
    }

    /** What is written outside of a transaction must not be written by a session that has lost the lock. */
    String andLocked() {
        if (andLocked == null) {
            andLocked = dialect.sessionHoldsLock(tableName).map(condition -> " AND " + condition).orElse("");
        }
        return andLocked;
    }

    /** The condition that names one row. */
    String where(MigrationId id) {
        return " WHERE " + Column.ID + " = " + dialect.literal(id.value());
    }
}
