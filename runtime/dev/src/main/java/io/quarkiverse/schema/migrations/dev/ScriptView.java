package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptText;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.Work;

/**
 * A script, or a class, as a page shows it. Placeholders stay as they are written, for their values may be secret.
 *
 * @param location where it is, for people
 * @param file its path on this machine, for the editor; null when it lies in a dependency or in the history
 * @param text what it says; null for a class
 * @param statements its statements, as far as it can be split
 * @param checksum its checksum; null where it has none
 * @param transaction whether it runs in a transaction
 * @param problem why it cannot be shown in full; null when it can
 */
public record ScriptView(String location, String file, String text, List<StatementView> statements, String checksum,
        boolean transaction, String problem) {

    private static final int LONGEST = 256 * 1024;

    /**
     * A statement.
     *
     * @param line the line in which it begins, from 1
     * @param sql what it says
     */
    public record StatementView(int line, String sql) {
    }

    static ScriptView of(Work work, String databaseKind) {
        String file = ProjectFiles.of(work.location()).map(Object::toString).orElse(null);
        String checksum = work.verifiedBy().map(Checksum::hex).orElse(null);
        boolean transaction = work.options().transaction() != TransactionMode.NONE;
        if (!(work instanceof Script script)) {
            return new ScriptView(work.location(), file, null, List.of(), checksum, transaction,
                    "This migration is a class in Java.");
        }
        try {
            return of(work.location(), file, text(script.text()), databaseKind).with(checksum, transaction);
        } catch (IOException e) {
            return new ScriptView(work.location(), file, null, List.of(), checksum, transaction,
                    "The script cannot be read: " + e.getMessage());
        }
    }

    static String text(ScriptText script) throws IOException {
        try (InputStream in = script.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\uFEFF", "");
        }
    }

    static ScriptView of(String location, String file, String text, String databaseKind) {
        if (text.length() > LONGEST) {
            return new ScriptView(location, file, text.substring(0, LONGEST), List.of(), null, true,
                    "Only the beginning of the script is shown: it has " + text.length() + " characters.");
        }
        List<StatementView> statements = new ArrayList<>();
        Optional<Syntax> syntax = syntax(databaseKind);
        String problem = null;
        if (syntax.isPresent()) {
            try (ScriptReader reader = ScriptReader.open(new StringReader(text), syntax.get())) {
                for (SqlStatement statement = reader.next(); statement != null; statement = reader.next()) {
                    statements.add(new StatementView(statement.line(), statement.text()));
                }
            } catch (IOException e) {
                problem = "The script cannot be split into statements: " + e.getMessage();
            }
        }
        return new ScriptView(location, file, text, statements, null, true, problem);
    }

    private static Optional<Syntax> syntax(String databaseKind) {
        try {
            return Optional.of(Syntax.valueOf(databaseKind.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ScriptView with(String sum, boolean inTransaction) {
        return new ScriptView(location, file, text, statements, sum, inTransaction, problem);
    }
}
