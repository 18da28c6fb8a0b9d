package io.quarkiverse.schema.migrations.error;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.Discrepancy;

/** Sources and history disagree in a way that the policies do not allow; nothing was run. */
public final class RefusedException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient List<Discrepancy> discrepancies;

    /**
     * @param set the name of the set
     * @param discrepancies why; not empty
     */
    public RefusedException(String set, List<Discrepancy> discrepancies) {
        super(discrepancies.stream().map(d -> "  - " + d.message())
                .collect(Collectors.joining("\n", "Set '" + set + "' was left as it is:\n", "")), null);
        this.discrepancies = List.copyOf(discrepancies);
    }

    /** Why, in the order of the set. */
    public List<Discrepancy> discrepancies() {
        return discrepancies;
    }
}
