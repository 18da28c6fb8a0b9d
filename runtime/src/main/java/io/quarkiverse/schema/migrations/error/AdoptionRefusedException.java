package io.quarkiverse.schema.migrations.error;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.SetName;

/** Another tool's history stands in the way, or cannot be taken over; nothing was run, and no history was changed. */
public final class AdoptionRefusedException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> objections;

    /**
     * @param set the name of the set
     * @param subject what cannot be done
     * @param objections why, each with what to do; not empty
     */
    public AdoptionRefusedException(String set, String subject, List<String> objections) {
        super(objections.stream().map(objection -> "  - " + objection.replace("\n", "\n    ")).collect(Collectors.joining("\n",
                "Migration" + SetName.of(set) + " refused, nothing was changed: " + subject + "\n", "")), null);
        this.objections = List.copyOf(objections);
    }

    /** Why, each with what to do. */
    public List<String> objections() {
        return objections;
    }
}
