package io.quarkiverse.schema.migrations.error;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/** Scripts have statements that cannot run in the way the scripts ask for; nothing was run. */
public final class UnsuitableScriptException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient List<SourceProblem> problems;

    /**
     * @param set the name of the set
     * @param problems the statements, each with its place and what to do; not empty
     */
    public UnsuitableScriptException(String set, List<SourceProblem> problems) {
        this(set, "nothing was changed", problems);
    }

    private UnsuitableScriptException(String set, String changed, List<SourceProblem> problems) {
        super(problems.stream().map(p -> "  - " + p)
                .collect(Collectors.joining("\n", "Migration" + SetName.of(set) + " refused, " + changed + ":\n", "")), null);
        this.problems = List.copyOf(problems);
    }

    /** Returns the same for a run that has changed something already, for example set the baseline. */
    public static UnsuitableScriptException midway(String set, List<SourceProblem> problems) {
        return new UnsuitableScriptException(set, "nothing more was changed", problems);
    }

    /** The statements, in the order in which they would have run. */
    public List<SourceProblem> problems() {
        return problems;
    }
}
