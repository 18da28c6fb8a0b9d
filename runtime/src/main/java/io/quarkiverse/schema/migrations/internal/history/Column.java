package io.quarkiverse.schema.migrations.internal.history;

import java.util.Locale;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect.ColumnType;

/** The columns of the history table, in their order. */
enum Column {
    ID(ColumnType.KEY, "NOT NULL PRIMARY KEY"),
    FORMAT(ColumnType.NUMBER, "NOT NULL"),
    APPLIED_ORDER(ColumnType.NUMBER, "NOT NULL"),
    KIND(ColumnType.WORD, "NOT NULL"),
    DESCRIPTION(ColumnType.TEXT, "NOT NULL"),
    STATE(ColumnType.WORD, "NOT NULL"),
    DIRECTION(ColumnType.WORD, "NOT NULL"),
    UP_CHECKSUM(ColumnType.WORD, ""),
    DOWN_CHECKSUM(ColumnType.WORD, ""),
    DOWN_SCRIPT(ColumnType.TEXT, ""),
    DOWN_TRANSACTION(ColumnType.WORD, ""),
    STATEMENTS_DONE(ColumnType.NUMBER, "NOT NULL"),
    STATEMENTS_TOTAL(ColumnType.NUMBER, "NOT NULL"),
    STATEMENTS_DONE_LENGTH(ColumnType.NUMBER, "NOT NULL"),
    DONE_HASH(ColumnType.WORD, ""),
    /** What there was to be seen before the statement after those that are done; null when that one has not started. */
    STATEMENTS_STARTED(ColumnType.TEXT, ""),
    ATTEMPTS(ColumnType.NUMBER, "NOT NULL"),
    STARTED_AT(ColumnType.TIME, "NOT NULL"),
    FINISHED_AT(ColumnType.TIME, ""),
    DURATION_MS(ColumnType.NUMBER, ""),
    DATABASE_USER(ColumnType.TEXT, "NOT NULL"),
    APPLICATION(ColumnType.TEXT, ""),
    APPLICATION_VERSION(ColumnType.TEXT, ""),
    FAILURE(ColumnType.TEXT, ""),
    ROLLED_BACK_AT(ColumnType.TIME, ""),
    ROLLED_BACK_BY(ColumnType.TEXT, ""),
    ROLLBACK_DURATION_MS(ColumnType.NUMBER, "");

    final ColumnType type;
    final String constraint;
    private final String lowerCase = name().toLowerCase(Locale.ROOT);

    Column(ColumnType type, String constraint) {
        this.type = type;
        this.constraint = constraint;
    }

    /** What the column is called in a table of the first format. */
    String firstName() {
        return switch (this) {
            case STATEMENTS_DONE_LENGTH -> "done_length";
            case STATEMENTS_STARTED -> "begun";
            default -> lowerCase;
        };
    }

    /** The name, which no database needs quoted, so that a table without the column cannot answer for it. */
    @Override
    public String toString() {
        return lowerCase;
    }
}
