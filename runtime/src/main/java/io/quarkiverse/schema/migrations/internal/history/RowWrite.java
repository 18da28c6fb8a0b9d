package io.quarkiverse.schema.migrations.internal.history;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;

/** The values that one statement writes into one row of the history. */
final class RowWrite {

    /** The states in which a row is changed. */
    static final Set<AppliedState> ANY = EnumSet.allOf(AppliedState.class);
    static final Set<AppliedState> APPLIED = EnumSet.of(AppliedState.APPLIED);
    static final Set<AppliedState> RUNNING = EnumSet.of(AppliedState.IN_PROGRESS);
    static final Set<AppliedState> UNFINISHED = EnumSet.of(AppliedState.IN_PROGRESS, AppliedState.FAILED);
    /** No run is busy with the row, so that a second process changes nothing and notices. */
    static final Set<AppliedState> AT_REST = EnumSet.of(AppliedState.APPLIED, AppliedState.ROLLED_BACK);

    static final String NOTHING = "NULL";
    /** Of most statements, at the most. */
    private static final int LENGTH = 1024;

    private final HistorySql sql;
    private final MigrationId id;
    private final Map<Column, String> values = new EnumMap<>(Column.class);

    RowWrite(HistorySql sql, MigrationId id) {
        this.sql = sql;
        this.id = id;
    }

    /** Sets a column to an expression. */
    RowWrite set(Column column, String expression) {
        values.put(column, expression);
        return this;
    }

    RowWrite set(Column column, long number) {
        return set(column, Long.toString(number));
    }

    RowWrite set(AppliedState state) {
        return set(Column.STATE, sql.dialect().literal(state.word()));
    }

    RowWrite set(Direction direction) {
        return word(Column.DIRECTION, direction);
    }

    RowWrite set(MigrationKind kind) {
        return word(Column.KIND, kind);
    }

    private RowWrite word(Column column, Enum<?> value) {
        return set(column, sql.dialect().literal(value.name().toLowerCase(Locale.ROOT)));
    }

    /** Sets a column to a text, or to null where there is none. */
    RowWrite text(Column column, Optional<String> text) {
        return set(column, text.isPresent() ? sql.dialect().literal(text.get()) : NOTHING);
    }

    /** Sets columns to null. */
    RowWrite clear(Column... columns) {
        for (Column column : columns) {
            set(column, NOTHING);
        }
        return this;
    }

    /** The first attempt, before its first statement. */
    RowWrite notBegun() {
        return set(Column.STATEMENTS_DONE, 0).set(Column.STATEMENTS_DONE_LENGTH, 0).set(Column.ATTEMPTS, 1)
                .clear(Column.DONE_HASH, Column.STATEMENTS_STARTED);
    }

    /** Leaves a column as it is. */
    RowWrite without(Column column) {
        values.remove(column);
        return this;
    }

    /** Inserts the row. What is null is left out: nothing else has a default. */
    String insert() {
        values.put(Column.ID, sql.dialect().literal(id.value()));
        values.values().removeIf(NOTHING::equals);
        StringBuilder insert = new StringBuilder(LENGTH).append("INSERT INTO ").append(sql.table());
        append(insert, " (", values.keySet());
        return append(insert, ") VALUES (", values.values()).append(')').toString();
    }

    private static StringBuilder append(StringBuilder text, String opening, Iterable<?> items) {
        String separator = opening;
        for (Object item : items) {
            text.append(separator).append(item);
            separator = ", ";
        }
        return text;
    }

    /** Changes the row where it is in one of the states. */
    String update(Set<AppliedState> from) {
        StringBuilder update = new StringBuilder(LENGTH).append("UPDATE ").append(sql.table());
        append(update, " SET ", values.entrySet().stream().map(set -> set.getKey() + " = " + set.getValue()).toList());
        update.append(sql.where(id));
        if (from.size() < AppliedState.values().length) {
            update.append(from.stream().map(state -> sql.dialect().literal(state.word()))
                    .collect(Collectors.joining(", ", " AND " + Column.STATE + " IN (", ")")));
        }
        return update.toString();
    }

    /** The same, by a session that holds the set's lock alone. */
    String updateLocked(Set<AppliedState> from) {
        return update(from) + sql.andLocked();
    }
}
