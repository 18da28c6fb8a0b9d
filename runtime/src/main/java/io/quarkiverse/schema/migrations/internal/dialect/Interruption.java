package io.quarkiverse.schema.migrations.internal.dialect;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Where a script was interrupted.
 *
 * @param statement the first statement that is not known to be done
 * @param found what {@link ScriptRun.Notes#begun} was given before it ran; empty when it is not known to have begun
 * @param setUp the statements before it that set up the session ({@link Replay#RUN_AGAIN}), in order
 */
public record Interruption(SqlStatement statement, Optional<String> found, List<SqlStatement> setUp) {

    /** Copies the list. */
    public Interruption {
        setUp = List.copyOf(setUp);
    }
}
