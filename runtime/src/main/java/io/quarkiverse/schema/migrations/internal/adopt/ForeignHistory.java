package io.quarkiverse.schema.migrations.internal.adopt;

import java.util.List;

import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/**
 * All that another tool's history says, in our terms.
 *
 * @param foreignRows what it says is applied, in the order in which it was
 * @param passedOver what of it says nothing about the schema as it is
 * @param objections why it cannot be taken over as it is, each with what to do
 */
record ForeignHistory(List<ForeignRow> foreignRows, List<PassedOver> passedOver, List<String> objections) {

    ForeignHistory {
        foreignRows = List.copyOf(foreignRows);
        passedOver = List.copyOf(passedOver);
        objections = List.copyOf(objections);
    }
}
