package io.quarkiverse.schema.migrations.benchmarks;

import java.time.Duration;

import io.quarkiverse.schema.migrations.servers.CountingProxy;
import io.quarkiverse.schema.migrations.servers.Database;

/**
 * A way to a database, straight or a long one.
 *
 * @param database the database as it is reached this way
 * @param end what to do when nobody uses it any more
 */
record Way(Database database, Runnable end) implements AutoCloseable {

    static Way to(Database database, Duration delay) {
        if (delay.isZero()) {
            return new Way(database, () -> {
                // nothing stands between
            });
        }
        CountingProxy proxy = CountingProxy.to(database, delay);
        return new Way(proxy.database(), proxy::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
