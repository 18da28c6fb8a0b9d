package io.quarkiverse.schema.migrations.runtime.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Points in time and durations as people say them.
 *
 * @param now what times are told from
 */
record Times(Instant now) {

    private static final int DAYS_TOLD = 30;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** How long ago that was; empty when it is so long ago that the day says more. */
    private String ago(Instant then) {
        Duration since = Duration.between(then, now);
        if (since.toMinutes() < 1) {
            return "just now";
        }
        if (since.toHours() < 1) {
            return since.toMinutes() + " min ago";
        }
        if (since.toDays() < 1) {
            return since.toHours() + " h ago";
        }
        if (since.toDays() <= DAYS_TOLD) {
            return since.toDays() + (since.toDays() == 1 ? " day ago" : " days ago");
        }
        return "";
    }

    /** The point in time, in UTC, and how long ago that was. */
    String told(Instant then) {
        String ago = ago(then);
        return MINUTE.format(then.atOffset(ZoneOffset.UTC)) + (ago.isEmpty() ? "" : " (" + ago + ")");
    }

    static String lasting(Duration duration) {
        if (duration.toSeconds() < 1) {
            return duration.toMillis() + " ms";
        }
        if (duration.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
