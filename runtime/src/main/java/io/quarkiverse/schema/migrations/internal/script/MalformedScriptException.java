package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script cannot be cut into statements: something is opened and never closed, a command is for an interactive shell
 * alone, or the bytes are not UTF-8.
 */
public final class MalformedScriptException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String problem;
    private transient List<MalformedScriptException> earlier = List.of();

    MalformedScriptException(Position position, String problem) {
        super("line " + position.line() + ", column " + position.column() + ": " + problem);
        this.position = position;
        this.problem = problem;
    }

    /** The same, with what is wrong before it. */
    MalformedScriptException after(List<MalformedScriptException> problems) {
        earlier = List.copyOf(problems);
        return this;
    }

    /** Everything that is wrong as far as the script was read, in its order; this is the last. */
    public List<MalformedScriptException> all() {
        return Stream.concat(earlier.stream(), Stream.of(this)).toList();
    }

    /** Where it is; of what is never closed, where it is opened. */
    public Position position() {
        return position;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }
}
