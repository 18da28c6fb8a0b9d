package io.quarkiverse.schema.migrations.internal.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/**
 * A script's options in one field of the index: {@code transaction,database-lock-timeout,statement-timeout}; empty when
 * the script says nothing.
 */
final class OptionsText {

    private static final String NO_TRANSACTION = "none";

    private OptionsText() {
    }

    static String write(ScriptOptions options) {
        if (options.equals(ScriptOptions.DEFAULT)) {
            return "";
        }
        return (options.transaction() == TransactionMode.NONE ? NO_TRANSACTION : "") + ","
                + options.databaseLockTimeout().map(Duration::toString).orElse("") + ","
                + options.statementTimeout().map(Duration::toString).orElse("");
    }

    /** @throws IllegalArgumentException when the text is nothing that {@link #write} writes */
    static ScriptOptions read(String text) {
        if (text.isEmpty()) {
            return ScriptOptions.DEFAULT;
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 3 || !(parts[0].isEmpty() || parts[0].equals(NO_TRANSACTION))) {
            throw new IllegalArgumentException("'" + text + "' are no options of a script");
        }
        TransactionMode transaction = parts[0].isEmpty() ? TransactionMode.TRANSACTION : TransactionMode.NONE;
        return new ScriptOptions(transaction, duration(parts[1]), duration(parts[2]));
    }

    private static Optional<Duration> duration(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration", e);
        }
    }
}
