package io.quarkiverse.schema.migrations.model;

import java.util.Objects;

/**
 * A down script that the history keeps, without its text.
 *
 * @param checksum the checksum of its text
 * @param transaction how it wants to run
 */
public record KeptScript(Checksum checksum, TransactionMode transaction) {

    public KeptScript {
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(transaction, "transaction");
    }
}
