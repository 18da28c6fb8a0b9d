package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.util.List;

import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/**
 * All that another tool's history says, in our terms.
 *
 * @param claims what it says is applied, in the order in which it was
 * @param passedOver what of it says nothing about the schema as it is
 * @param objections why it cannot be taken over as it is, each with what to do
 */
record Testimony(List<Claim> claims, List<PassedOver> passedOver, List<String> objections) {

    Testimony {
        claims = List.copyOf(claims);
        passedOver = List.copyOf(passedOver);
        objections = List.copyOf(objections);
    }
}
