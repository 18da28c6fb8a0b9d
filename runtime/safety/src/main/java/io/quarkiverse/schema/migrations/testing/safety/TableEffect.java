package io.quarkiverse.schema.migrations.testing.safety;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a migration did to one table that existed before.
 *
 * @param table its name before; with its schema where that is not the one of the connection
 * @param locks the locks that were held on it
 * @param changes what the catalog says was done to it
 * @param work how many rows were read and changed
 * @param longestWait how long a small read or write of another connection waited for it at most; empty where none was tried
 */
public record TableEffect(String table, List<HeldLock> locks, List<Change> changes, Work work,
        Optional<Duration> longestWait) {

    public TableEffect {
        locks = List.copyOf(locks);
        changes = List.copyOf(changes);
    }

    /**
     * How many rows a migration read and changed.
     *
     * @param rows how many the table had before
     * @param read how many were read one after the other, in the transaction that read most
     * @param readUnderLock the same of the transactions that blocked reads or writes of the table
     * @param changed how many were updated or deleted, in the transaction that changed most
     */
    public record Work(long rows, long read, long readUnderLock, long changed) {

        static final Work NONE = new Work(0, 0, 0, 0);

        /** Whether all rows were read while reads or writes of the table were blocked. */
        boolean isScanUnderLock() {
            return readUnderLock >= Math.max(1, rows);
        }
    }

    /** Returns whether the catalog says that this was done. */
    public boolean has(Change.Kind kind) {
        return changes.stream().anyMatch(change -> change.kind() == kind);
    }

    /** Returns the columns, indexes or constraints that this was done to. */
    public List<String> all(Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).map(Change::what).toList();
    }

    /** Returns the strongest lock, held for the longest time; empty when none blocked reads or writes. */
    public Optional<HeldLock> strongLock() {
        return locks.stream().filter(HeldLock::isStrong)
                .max(Comparator.comparing(HeldLock::blocks).thenComparing(HeldLock::held));
    }

    boolean isNothing() {
        return changes.isEmpty() && work.read() == 0 && work.changed() == 0 && strongLock().isEmpty();
    }
}
