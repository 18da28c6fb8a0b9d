package io.quarkiverse.schema.migrations.benchmarks;

import java.time.Duration;
import java.util.Locale;

/**
 * What an application, or a shell, has to do while it is watched: one row of a table.
 *
 * @param server on which server
 * @param size how many scripts there are
 * @param pending how many of them are pending
 * @param delay what the way to the server adds to a round trip
 */
record Work(TestedServer server, int size, Settings.Pending pending, Duration delay) {

    @Override
    public String toString() {
        return "%s, %d scripts, %s pending%s".formatted(server.title(), size, pending.name().toLowerCase(Locale.ROOT),
                delay.isZero() ? "" : ", " + delay.toMillis() + " ms away");
    }
}
