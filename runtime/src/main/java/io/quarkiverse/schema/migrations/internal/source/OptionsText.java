package io.quarkiverse.schema.migrations.internal.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * A script's options in one field of the index:
 * {@code transaction,database-lock-timeout,statement-timeout,lock-retries,deploy}; empty for a script without options.
 */
final class OptionsText {

    private static final String NO_TRANSACTION = "none";
    private static final String POST_DEPLOY = "post";

    private OptionsText() {
    }

    static String write(ScriptOptions options) {
        if (options.equals(ScriptOptions.DEFAULT)) {
            return "";
        }
        return (options.transaction() == TransactionMode.NONE ? NO_TRANSACTION : "") + ","
                + options.databaseLockTimeout().map(Duration::toString).orElse("") + ","
                + options.statementTimeout().map(Duration::toString).orElse("") + ","
                + (options.lockRetries().isEmpty() ? "" : options.lockRetries().getAsInt()) + ","
                + (options.deploy() == DeployPhase.POST ? POST_DEPLOY : "");
    }

    /** @throws IllegalArgumentException when the text is nothing that {@link #write} writes */
    static ScriptOptions read(String text) {
        if (text.isEmpty()) {
            return ScriptOptions.DEFAULT;
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 5 || !isAbsentOr(NO_TRANSACTION, parts[0]) || !isAbsentOr(POST_DEPLOY, parts[4])) {
            throw new IllegalArgumentException("'" + text + "' are no options of a script");
        }
        return new ScriptOptions(parts[0].isEmpty() ? TransactionMode.TRANSACTION : TransactionMode.NONE,
                duration(parts[1]), duration(parts[2]),
                parts[3].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[3])),
                parts[4].isEmpty() ? DeployPhase.WITH_RELEASE : DeployPhase.POST);
    }

    private static boolean isAbsentOr(String word, String text) {
        return text.isEmpty() || text.equals(word);
    }

    private static Optional<Duration> duration(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration", e);
        }
    }
}
