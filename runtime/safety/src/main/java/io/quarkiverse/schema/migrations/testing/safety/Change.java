package io.quarkiverse.schema.migrations.testing.safety;

/**
 * What the catalog says a migration did to a table that existed before.
 *
 * @param kind what was done
 * @param what to which column, index or constraint; the new name of a renamed one; empty for the table itself
 */
public record Change(Kind kind, String what) {

    /** What was done. */
    public enum Kind {
        /** All rows were written to a new file, or the table was emptied. */
        REWRITTEN("rewritten"),
        /** The index was written to a new file. */
        INDEX_REWRITTEN("index rewritten"),
        /** A new index was built from the rows. */
        INDEX_BUILT("index built"),
        /** An index was dropped. */
        INDEX_DROPPED("index dropped"),
        /** An index was left invalid. */
        INDEX_INVALID("index left invalid"),
        /** Rows were checked against a constraint. */
        CONSTRAINT_VALIDATED("constraint validated"),
        /** A constraint was added that old rows need not meet. */
        CONSTRAINT_NOT_VALIDATED("constraint added without validation"),
        /** The table is gone. */
        TABLE_GONE("gone"),
        /** The table has a new name. */
        TABLE_RENAMED("renamed to"),
        /** A column was added. */
        COLUMN_ADDED("column added"),
        /** A column was added that a writer must know. */
        COLUMN_REQUIRED("column added that has no default and must not be null:"),
        /** A column is gone. */
        COLUMN_GONE("column gone"),
        /** A column has a new name. */
        COLUMN_RENAMED("column renamed"),
        /** A column has a new type. */
        COLUMN_TYPE("column type changed"),
        /** A column no longer takes NULL. */
        COLUMN_NOT_NULL("column no longer nullable"),
        /** A server changed the table without reading its rows. */
        INSTANT("changed in the catalog alone"),
        /** The server copied all rows, one by one. */
        COPIED("copied");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Returns the change in a few words. */
    public String text() {
        return what.isEmpty() ? kind.words : kind.words + " " + what;
    }
}
