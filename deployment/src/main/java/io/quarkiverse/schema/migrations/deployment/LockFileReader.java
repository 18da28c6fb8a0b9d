package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/** Reads the text of a lock file, and keeps all that is wrong with it. */
final class LockFileReader {

    private static final Pattern CONFLICT = Pattern.compile("<{7} .*|={7}|>{7} .*|\\|{7} .*");

    private final String shown;
    private final String rewriting;
    private final Map<MigrationId, LockedMigration> migrations = new HashMap<>();
    private final List<SourceProblem> problems = new ArrayList<>();

    /**
     * @param shown the path for messages
     * @param rewriting the setting that has it written again
     */
    LockFileReader(String shown, String rewriting) {
        this.shown = shown;
        this.rewriting = rewriting;
    }

    LockFile read(String text) {
        // not line separators of every kind: an id may hold the unusual ones
        String[] lines = text.split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            if (isConflict(lines[i])) {
                problems.add(new SourceProblem(shown, i + 1, "has a merge conflict; keep the lines of both branches, give the"
                        + " migration that nobody has yet an id after all others, and build once with " + rewriting));
                break;
            }
            if (!isComment(lines[i])) {
                read(i + 1, lines[i]);
            }
        }
        return new LockFile(migrations.values());
    }

    /** What is wrong, in the order of the lines. */
    List<SourceProblem> problems() {
        return problems;
    }

    /** An id may look like anything, but after it there is a tab. */
    private static boolean isConflict(String line) {
        return line.indexOf('\t') < 0 && CONFLICT.matcher(line).matches();
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#") && line.indexOf('\t') < 0;
    }

    private void read(int number, String line) {
        try {
            LockedMigration migration = LockedMigration.parse(line);
            if (migrations.putIfAbsent(migration.id(), migration) != null) {
                problem(number, "records '" + migration.id() + "' a second time");
            }
        } catch (IllegalArgumentException e) {
            problem(number, e.getMessage());
        }
    }

    private void problem(int line, String message) {
        problems.add(new SourceProblem(shown, line,
                message + "; restore the file, or rewrite it with " + rewriting));
    }
}
