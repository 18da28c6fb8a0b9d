package io.quarkiverse.schema.migrations.testing.host;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names of databases that neither another process has nor one that was killed has left. */
final class Names {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PREFIX = "test_" + ProcessHandle.current().pid() + "_"
            + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36), 36) + "_";

    private Names() {
    }

    static String next() {
        return PREFIX + COUNT.incrementAndGet();
    }
}
