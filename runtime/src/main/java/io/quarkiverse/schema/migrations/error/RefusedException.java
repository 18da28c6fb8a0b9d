package io.quarkiverse.schema.migrations.error;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.SetName;

/** Sources and history disagree in a way that the policies do not allow; nothing was run. */
public final class RefusedException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient List<Discrepancy> discrepancies;

    /**
     * @param set the name of the set
     * @param discrepancies why; not empty
     */
    public RefusedException(String set, List<Discrepancy> discrepancies) {
        this(discrepancies, "Migration" + SetName.of(set) + " refused, nothing was changed");
    }

    private RefusedException(List<Discrepancy> discrepancies, String heading) {
        super(discrepancies.stream().map(d -> "  - " + d.message().replace("\n", "\n    "))
                .collect(Collectors.joining("\n", heading + ":\n", "")), null);
        this.discrepancies = List.copyOf(discrepancies);
    }

    /** Returns the same for a run that has changed something already, for example set the baseline. */
    public static RefusedException midway(String set, List<Discrepancy> discrepancies) {
        return new RefusedException(discrepancies, "Migration" + SetName.of(set) + " refused, nothing more was changed");
    }

    /** Returns the same for the comparison of a database with what its migrations make. */
    public static RefusedException comparison(String set, List<Discrepancy> discrepancies) {
        return new RefusedException(discrepancies, "The database" + SetName.of(set) + " was not compared");
    }

    /** Why, in the order of the set. */
    public List<Discrepancy> discrepancies() {
        return discrepancies;
    }
}
