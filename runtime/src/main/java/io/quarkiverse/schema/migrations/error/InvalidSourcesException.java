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
        super(message(set, problems), null);
        this.problems = problems.stream().sorted().toList();
    }

    private static String message(String set, List<SourceProblem> problems) {
        String heading = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        Map<String, List<SourceProblem>> byPath = problems.stream().sorted().distinct()
                .collect(Collectors.groupingBy(SourceProblem::path, LinkedHashMap::new, Collectors.toList()));
        return byPath.values().stream().map(InvalidSourcesException::line)
                .collect(Collectors.joining("\n", heading + " in the migrations" + SetName.of(set) + ":\n", ""));
    }

    /** A file has one line, which names the place of the first of its problems. */
    private static String line(List<SourceProblem> ofOneFile) {
        return "  - " + ofOneFile.get(0) + ofOneFile.stream().skip(1).map(problem -> " | "
                + (problem.line() == 0 ? "" : "line " + problem.line() + ": ") + problem.message())
                .collect(Collectors.joining());
    }

    /** What is wrong, sorted by path. */
    public List<SourceProblem> problems() {
        return problems;
    }
}
