package io.quarkiverse.schema.migrations.testing.safety;

import java.util.Locale;

/** What can go wrong for an application that uses the database while a migration is applied. */
public enum Hazard {
    /** A lock that blocks reads or writes of an existing table is held for longer than the limit. */
    BLOCKING,
    /** An existing table is read in full while its rows cannot be read or written: the time grows with the table. */
    SCAN,
    /** An existing table or its index is written to disk a second time. */
    REWRITE,
    /** A lock that blocks reads or writes of an existing table is requested without a limit on the wait for it. */
    LOCK_TIMEOUT,
    /** Many rows of an existing table are changed in one transaction, and stay locked until it ends. */
    ROWS,
    /** An index is left that the database maintains and does not use. */
    INVALID_INDEX,
    /** The release that is still running cannot work with the new schema. */
    INCOMPATIBLE;

    /** Returns the word for it in the directive {@code accept}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
