package io.quarkiverse.schema.migrations.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A report that, for a set with several schemas, consists of one report per schema.
 *
 * @param <R> the report
 */
public interface PerSchema<R extends PerSchema<R>> {

    /** The name of the set. */
    String set();

    /**
     * The report of each schema by its name, in the order of the configuration; all of them together make the rest of this
     * report. Empty for a set without several schemas.
     */
    Map<String, R> bySchema();

    /** A copy that keeps the order and cannot be changed. */
    static <R> Map<String, R> copyOf(Map<String, R> bySchema) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(bySchema));
    }

    /** One part of all reports, in their order. */
    static <R, T> List<T> joined(Map<String, R> bySchema, Function<R, List<T>> part) {
        return bySchema.values().stream().flatMap(report -> part.apply(report).stream()).toList();
    }
}
