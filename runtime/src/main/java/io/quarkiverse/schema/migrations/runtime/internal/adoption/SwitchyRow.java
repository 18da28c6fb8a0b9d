package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of switchy's table.
 *
 * @param id the name of the migration's folder
 * @param started when it was begun
 * @param finished when it ended; empty when it is not known to have, or the table does not say
 * @param status one of switchy's three words
 * @param failure why it failed, where it did
 * @param upChecksum 64 hexadecimal digits; empty when the table has none
 * @param downChecksum the same of the way back
 */
record SwitchyRow(String id, Instant started, Optional<Instant> finished, String status, Optional<String> failure,
        Optional<String> upChecksum, Optional<String> downChecksum) {

    static final String COMPLETED = "completed";

    boolean isCompleted() {
        return status.equals(COMPLETED);
    }
}
