package io.quarkiverse.schema.migrations.internal.source;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as they are written in Quarkus' configuration. */
final class DurationText {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,12}ms", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,6}d", Pattern.CASE_INSENSITIVE);

    private DurationText() {
    }

    /**
     * Reads {@code 5} (seconds), {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h}, {@code 1d} or ISO 8601's
     * {@code PT5S}, in either case.
     *
     * @return empty when it is none of these, or not above zero
     */
    static Optional<Duration> parse(String text) {
        try {
            return Optional.of(read(text)).filter(duration -> !duration.isNegative() && !duration.isZero());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration read(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (MILLIS.matcher(text).matches()) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.startsWith("P")) {
            return Duration.parse(upper);
        }
        return Duration.parse((DAYS.matcher(text).matches() ? "P" : "PT") + upper);
    }
}
