package io.quarkiverse.schema.migrations.report;

import java.util.List;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/**
 * All the ways in which sources and history of a set disagree.
 *
 * @param set the name of the set
 * @param discrepancies all of them, whatever the policies allow, in the order of the set; empty when there is none
 */
public record ValidationReport(String set, List<Discrepancy> discrepancies) {

    public ValidationReport {
        discrepancies = List.copyOf(discrepancies);
    }

    /** Whether sources and history agree. */
    public boolean valid() {
        return discrepancies.isEmpty();
    }
}
