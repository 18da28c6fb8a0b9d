package io.quarkiverse.schema.migrations.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/** The sources of a set are wrong; all that is wrong is listed, each with its path and what to do. */
public final class InvalidSourcesException extends SchemaMigrationsException {

    private static final long serialVersionUID = 1L;

    private final transient List<SourceProblem> problems;

    /**
     * @param set the name of the set
     * @param problems what is wrong; not empty; sorted by path in the message
     */
    public InvalidSourcesException(String set, List<SourceProblem> problems) {
        super(message(set, sorted(problems)), null);
        this.problems = sorted(problems);
    }

    private static List<SourceProblem> sorted(List<SourceProblem> problems) {
        return problems.stream().sorted().distinct().toList();
    }

    private static String message(String set, List<SourceProblem> problems) {
        String heading = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        Map<String, List<SourceProblem>> byPath = problems.stream()
                .collect(Collectors.groupingBy(SourceProblem::path, LinkedHashMap::new, Collectors.toList()));
        return byPath.values().stream().map(InvalidSourcesException::lines)
                .collect(Collectors.joining("\n", heading + " in the migrations" + SetName.of(set) + ":\n", ""));
    }

    /** Further problems of a file stand below its first one. */
    private static String lines(List<SourceProblem> ofOneFile) {
        return "  - " + ofOneFile.get(0) + ofOneFile.stream().skip(1).map(problem -> "\n      "
                + (problem.line() == 0 ? "" : "line " + problem.line() + ": ") + problem.message())
                .collect(Collectors.joining());
    }

    /** What is wrong, sorted by path. */
    public List<SourceProblem> problems() {
        return problems;
    }
}
