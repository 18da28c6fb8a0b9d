package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the build knows, and pages need.
 *
 * @param sets the sets
 * @param initial by datasource, what makes the statements that create a schema for Hibernate ORM's entities
 * @param update by datasource, what makes the statements that lead from the schema as it is to those entities
 */
public record DevelopmentFacts(List<SetFacts> sets, Map<String, Supplier<String>> initial,
        Map<String, Supplier<String>> update) {

    /** What is known of a set; empty where there is no such set. */
    Optional<SetFacts> of(String set) {
        return sets.stream().filter(facts -> facts.name().equals(set)).findFirst();
    }
}
