package io.quarkiverse.schema.migrations.internal.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.Script;

/**
 * The statements of scripts, from when these are looked through until they run, so that most files are opened once. How
 * much is kept has a limit; what goes beyond it is read again.
 */
final class KeptStatements {

    /** In characters: some thousand of the usual scripts. */
    private static final int ROOM = 1 << 21;
    /** What a statement takes beside its text. */
    private static final int OVERHEAD = 100;

    private final Map<Script, List<SqlStatement>> kept = new IdentityHashMap<>();
    private int room = ROOM;

    /** The statements of a script come next. */
    void begin(Script script) {
        kept.put(script, new ArrayList<>());
    }

    /** Keeps the next statement of a script, unless one before could not be kept. */
    void add(Script script, SqlStatement statement) {
        List<SqlStatement> statements = kept.get(script);
        if (statements == null) {
            return;
        }
        statements.add(statement);
        room -= size(statement);
        // data behind a statement are in the file alone
        if (room < 0 || statement.copyData().isPresent()) {
            take(script);
        }
    }

    /** Gives them out for the only time; empty when the script has to be read. */
    Optional<List<SqlStatement>> take(Script script) {
        List<SqlStatement> statements = kept.remove(script);
        if (statements == null) {
            return Optional.empty();
        }
        for (SqlStatement statement : statements) {
            room += size(statement);
        }
        return Optional.of(statements);
    }

    private static int size(SqlStatement statement) {
        return statement.text().length() + OVERHEAD;
    }
}
