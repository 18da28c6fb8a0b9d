package io.quarkiverse.schema.migrations.testing.safety;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long locks were held, from samples: from the last sample that did not show one to the first that no longer did. So
 * what is said is never shorter than it was. Times are in microseconds of the server's clock. Not thread-safe.
 */
final class LockSamples {

    /** A lock as a sample shows it. */
    record Seen(String holder, String table, String mode) {
    }

    private final Map<Seen, Long> since = new HashMap<>();
    private final Map<Seen, Long> longest = new HashMap<>();
    private final NavigableSet<Long> times = new TreeSet<>();
    private long last = Long.MIN_VALUE;

    void add(long time, Set<Seen> held) {
        long before = last == Long.MIN_VALUE ? time : last;
        for (Seen lock : new HashSet<>(since.keySet())) {
            if (!held.contains(lock)) {
                longest.merge(lock, time - since.remove(lock), Math::max);
            }
        }
        held.forEach(lock -> since.putIfAbsent(lock, before));
        last = time;
        times.add(time);
    }

    /** Returns the time of the last sample before another time; the lowest number when there is none. */
    long lastBefore(long time) {
        Long before = times.lower(time);
        return before == null ? Long.MIN_VALUE : before;
    }

    /** Returns the longest time of each lock, when the last sample was added. */
    Map<Seen, Long> longest() {
        add(last, Set.of());
        return longest;
    }
}
