package io.quarkiverse.schema.migrations.deployment;

import java.util.Set;

/**
 * What a set may not be called, because its keys could not be told from those of the default set. Keys of releases to
 * come are reserved from the first day.
 */
final class ReservedNames {

    private static final Set<String> KEYS = Set.of(
            "enabled", "locations", "datasource", "lock-file", "update-lock-file", "active", "migrate-at-start", "start",
            "wait-timeout", "directories", "history-table", "schemas", "parallel", "target", "out-of-order", "modified",
            "missing",
            "missing-down", "lock-timeout", "database-lock-timeout", "statement-timeout", "connect-retries",
            "connect-retry-interval", "username", "password", "credentials-provider", "credentials-provider-name",
            "jdbc-url", "placeholders", "adopt", "adopt-table", "clean-allowed", "dev", "command", "health", "metrics",
            "tracing", "management");

    private ReservedNames() {
    }

    static boolean contains(String set) {
        return KEYS.contains(set);
    }

    /** Why a set may not have this name. */
    static String reason(String set) {
        return "a migration set cannot be named '" + set + "', which is a configuration key; give it another name";
    }
}
