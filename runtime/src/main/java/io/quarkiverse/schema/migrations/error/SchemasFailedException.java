package io.quarkiverse.schema.migrations.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.SetName;

/** A command was given to several schemas, and failed in some of them; what it was to do in the others is done. */
public final class SchemasFailedException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, SchemaMigrationsException> failures;
    private final transient List<String> notBegun;

    /**
     * @param set the name of the set
     * @param schemas how many schemas it has
     * @param failures why, by the schema's name, in order
     * @param notBegun the schemas whose turn did not come, because the command was stopped
     */
    public SchemasFailedException(String set, int schemas, Map<String, SchemaMigrationsException> failures,
            List<String> notBegun) {
        super(message(set, schemas, failures, notBegun), null);
        // none of them is the cause: a cause would show one schema, and not which
        failures.values().forEach(this::addSuppressed);
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        this.notBegun = List.copyOf(notBegun);
    }

    /** Schemas that fail for one reason are told together. */
    private static String message(String set, int schemas, Map<String, SchemaMigrationsException> failures,
            List<String> notBegun) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        failures.forEach((schema, failure) -> byReason
                .computeIfAbsent(failure.getMessage().replace("\n", "\n    "), reason -> new ArrayList<>()).add(schema));
        String reasons = byReason.entrySet().stream()
                .map(reason -> "\n  - " + named(reason.getValue()) + ": " + reason.getKey()).collect(Collectors.joining());
        String all = failures.size() == schemas ? "all " + schemas + " schemas"
                : failures.size() + " of " + schemas + " schemas, "
                        + (notBegun.isEmpty() ? "the others are done" : named(notBegun) + " not started");
        return SetName.line(set, "failed in " + all + ":" + reasons);
    }

    private static String named(List<String> schemas) {
        return schemas.stream().map(schema -> "'" + schema + "'").collect(Collectors.joining(", "));
    }

    /** Why it failed, by the schema's name, in the order of the configuration. */
    public Map<String, SchemaMigrationsException> failures() {
        return failures;
    }

    /** The schemas whose turn did not come; empty unless a listener or the end of the application stopped the command. */
    public List<String> notBegun() {
        return notBegun;
    }
}
