package io.quarkiverse.schema.migrations.testing.safety;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many rows migrations are measured with, and what is allowed. A value; each method returns another one.
 *
 * @param rows how many rows a table is given that has fewer; 0 to measure with the rows of the test alone
 * @param longestBlock how long reads or writes of an existing table may be blocked
 * @param waivers the reasons why findings are accepted, by migration and finding
 */
public record SafetyRules(int rows, Duration longestBlock, Map<String, String> waivers) {

    /** 100,000 rows in each table, and at most 200 ms in which reads or writes of a table are blocked. */
    public static final SafetyRules DEFAULT = new SafetyRules(100_000, Duration.ofMillis(200), Map.of());

    public SafetyRules {
        if (rows < 0) {
            throw new IllegalArgumentException("rows: " + rows + " is negative");
        }
        waivers = Map.copyOf(waivers);
    }

    /** Returns the same rules with another number of rows. */
    public SafetyRules withRows(int number) {
        return new SafetyRules(number, longestBlock, waivers);
    }

    /** Returns the same rules with another limit on the time in which reads or writes of a table are blocked. */
    public SafetyRules withLongestBlock(Duration limit) {
        return new SafetyRules(rows, limit, waivers);
    }

    /**
     * Returns the same rules with a finding accepted.
     *
     * @param migration the id of the migration
     * @param hazard what is accepted
     * @param table the table, as the report names it
     * @param reason why; must not be blank
     */
    public SafetyRules accepting(String migration, Hazard hazard, String table, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("accepting " + hazard.word() + "(" + table + ") of '" + migration
                    + "' needs a reason");
        }
        Map<String, String> more = new HashMap<>(waivers);
        more.put(key(migration, hazard.word() + "(" + table + ")"), reason);
        return new SafetyRules(rows, longestBlock, more);
    }

    Optional<String> waiver(String migration, SafetyFinding finding) {
        return Optional.ofNullable(waivers.get(key(migration, finding.key())));
    }

    private static String key(String migration, String finding) {
        return migration + " " + finding;
    }

    /** How many rows one transaction may change: a tenth of the table, and always a few. */
    long rowsPerTransaction() {
        return Math.max(200, rows / 10);
    }
}
