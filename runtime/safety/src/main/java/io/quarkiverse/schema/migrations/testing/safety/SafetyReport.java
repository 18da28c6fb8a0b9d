package io.quarkiverse.schema.migrations.testing.safety;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * What one migration was measured to do to the tables that existed before.
 *
 * @param id the migration
 * @param duration how long it took
 * @param tables the tables that it touched
 * @param findings what is not safe, accepted or not
 * @param notObserved what could not be observed here, and why
 * @param rollback whether it can be rolled back
 */
public record SafetyReport(MigrationId id, Duration duration, List<TableEffect> tables, List<SafetyFinding> findings,
        List<String> notObserved, Rollback rollback) {

    /** Whether a migration can be rolled back; what its down script does to the tables is not measured. */
    public enum Rollback {
        /** There is a down script, or it is code that can. */
        POSSIBLE,
        /** There is none. */
        NO_DOWN_SCRIPT
    }

    public SafetyReport {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
        notObserved = List.copyOf(notObserved);
    }

    /** Returns what was done to a table; empty when nothing was. */
    public Optional<TableEffect> table(String name) {
        return tables.stream().filter(table -> table.table().equalsIgnoreCase(name)).findFirst();
    }

    /** Returns the findings that neither the script nor the test accepts. */
    public List<SafetyFinding> unaccepted() {
        return findings.stream().filter(finding -> finding.accepted().isEmpty()).toList();
    }

    /** Returns whether there is nothing that is not accepted. */
    public boolean isSafe() {
        return unaccepted().isEmpty();
    }

    /**
     * Checks that there is nothing that is not accepted.
     *
     * @throws AssertionError otherwise, with each finding, what happens meanwhile and how to write it safely
     */
    public void assertSafe() {
        if (!isSafe()) {
            throw new AssertionError("'" + id + "' is not safe while the application is running:\n"
                    + unaccepted().stream().map(finding -> "  - " + finding.text()).collect(Collectors.joining("\n"))
                    + "\nTo accept a finding, add '-- schema-migrations: accept="
                    + unaccepted().stream().map(SafetyFinding::key).collect(Collectors.joining(", "))
                    + "' to the head of the script, or call SafetyRules.accepting(…) in the test.");
        }
    }

    /** Returns the whole report as text. */
    public String text() {
        StringBuilder text = new StringBuilder("'" + id + "', " + millis(duration) + "\n");
        for (TableEffect table : tables) {
            text.append("  table ").append(table.table()).append(", ").append(table.work().rows()).append(" rows\n");
            table.locks().forEach(lock -> text.append("    lock ").append(lock.mode()).append(" for at most ")
                    .append(millis(lock.held())).append('\n'));
            table.longestWait().ifPresent(wait -> text.append("    longest wait of another connection ")
                    .append(millis(wait)).append('\n'));
            table.changes().forEach(change -> text.append("    ").append(change.text()).append('\n'));
            if (table.work().read() > 0) {
                text.append("    ").append(table.work().read()).append(" rows read in sequence\n");
            }
            if (table.work().changed() > 0) {
                text.append("    ").append(table.work().changed()).append(" rows changed in one transaction\n");
            }
        }
        findings.forEach(finding -> text.append("  ").append(finding.text().replace("\n", "\n  ")).append('\n'));
        if (rollback == Rollback.NO_DOWN_SCRIPT) {
            text.append("  cannot be rolled back: there is no down script\n");
        }
        notObserved.forEach(what -> text.append("  not observed: ").append(what).append('\n'));
        return text.toString();
    }

    /** Returns the same of a migration that cannot be rolled back. */
    public SafetyReport withoutRollback() {
        return new SafetyReport(id, duration, tables, findings, notObserved, Rollback.NO_DOWN_SCRIPT);
    }

    static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
