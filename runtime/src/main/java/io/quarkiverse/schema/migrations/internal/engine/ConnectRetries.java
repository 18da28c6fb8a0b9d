package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;

import io.quarkiverse.schema.migrations.error.InvalidSettingException;

/**
 * How long to wait for a database that is not there yet.
 *
 * @param count how often a connection is tried again; 0: never
 * @param interval the time between two tries
 */
public record ConnectRetries(int count, Duration interval) {

    /** What holds when nothing is said. */
    public static final ConnectRetries DEFAULT = new ConnectRetries(0, Duration.ofSeconds(1));

    /**
     * @throws InvalidSettingException when one of them is negative
     */
    public ConnectRetries {
        if (count < 0) {
            throw new InvalidSettingException(
                    "connect-retries: " + count + " is less than none; give 0, or how often to try again");
        }
        if (interval.isNegative()) {
            throw new InvalidSettingException(
                    "connect-retry-interval: " + interval + " is negative; give the time between two tries");
        }
    }
}
