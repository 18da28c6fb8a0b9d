package io.quarkiverse.schema.migrations.testing.safety;

import java.time.Duration;

/**
 * A lock that a migration held on a table that existed before.
 *
 * @param mode the database's name for it, such as {@code ACCESS EXCLUSIVE}
 * @param blocks what other sessions cannot do meanwhile
 * @param held the longest time it was held without interruption; never shorter than it was
 */
public record HeldLock(String mode, Blocks blocks, Duration held) {

    /** What other sessions cannot do while a lock is held. */
    public enum Blocks {
        /** Reads and writes go on. */
        NOTHING,
        /** Reads go on, writes wait. */
        WRITES,
        /** Reads and writes wait. */
        READS_AND_WRITES
    }

    /** Returns whether reads or writes of the table wait for it. */
    public boolean isStrong() {
        return blocks != Blocks.NOTHING;
    }
}
