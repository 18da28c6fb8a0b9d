package io.quarkiverse.schema.migrations.testing.safety;

import java.util.Locale;

import io.quarkiverse.schema.migrations.testing.safety.HeldLock.Blocks;

/** The names of PostgreSQL's locks on tables. */
final class PostgresqlLocks {

    private PostgresqlLocks() {
    }

    /** @param mode as in {@code pg_locks} */
    static Blocks blocks(String mode) {
        return switch (mode) {
            case "AccessExclusiveLock" -> Blocks.READS_AND_WRITES;
            case "ExclusiveLock", "ShareRowExclusiveLock", "ShareLock" -> Blocks.WRITES;
            default -> Blocks.NOTHING;
        };
    }

    /** Returns the name in the server's manual. */
    static String words(String mode) {
        return mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
