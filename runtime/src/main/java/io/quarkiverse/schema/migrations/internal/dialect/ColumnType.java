package io.quarkiverse.schema.migrations.internal.dialect;

/** What a column of the history holds; every dialect has a type for each. */
public enum ColumnType {
    /** The id, compared byte by byte. */
    KEY,
    /** Text of any length. */
    TEXT,
    /** A short word or a checksum. */
    WORD,
    /** A whole number of 64 bits. */
    NUMBER,
    /** A point in time, in UTC, with milliseconds at least. */
    TIME
}
