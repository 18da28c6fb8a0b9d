package io.quarkiverse.schema.migrations.dev;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * The way in which the ids of a set are made: numbers, or times, with or without words behind them.
 *
 * @param newest the id that the next one has to follow; empty for the first of all
 * @param now the time
 */
record IdStyle(Optional<MigrationId> newest, LocalDateTime now) {

    /** Digits with separators between them, then perhaps a separator and words. */
    private static final Pattern NUMBERED = Pattern.compile("(\\d+(?:[-._]\\d+)*)(?:([-_. ]+)(.*))?", Pattern.DOTALL);
    private static final String FULL_TIME = "yyyyMMddHHmmss";
    private static final String FIRST = "yyyy-MM-dd-HHmm";
    private static final int LENGTH_OF_SECONDS = 10;
    private static final int LENGTH_OF_MILLIS = 13;

    /** The next id for a migration of this name. */
    MigrationId next(String name, Optional<String> example) {
        if (example.isEmpty() && newest.isEmpty()) {
            return MigrationId.of(DateTimeFormatter.ofPattern(FIRST, Locale.ROOT).format(now) + "_" + slug(name, "_"));
        }
        String written = example.orElseGet(() -> newest.orElseThrow().value());
        Matcher parts = NUMBERED.matcher(written);
        if (!parts.matches()) {
            MigrationId named = MigrationId.of(slug(name, "_"));
            return isNext(named) ? named : MigrationId.of(newest.orElseThrow() + "_" + slug(name, "_"));
        }
        String separator = parts.group(2) == null ? "_" : parts.group(2);
        String words = parts.group(3) == null ? "" : parts.group(3);
        String between = words.contains("-") && !words.contains("_") ? "-" : "_";
        return MigrationId.of(next(parts.group(1)) + separator + slug(name, between));
    }

    /** The next number or time after one, in the same form. */
    String next(String number) {
        Optional<String> time = timeLike(number);
        if (time.isPresent() && isNext(MigrationId.of(time.get().replace('_', '.') + "_"))
                && isNext(MigrationId.of(time.get()))) {
            return time.get();
        }
        String highest = newest.map(MigrationId::value).map(NUMBERED::matcher).filter(Matcher::matches)
                .map(m -> m.group(1)).filter(n -> n.replaceAll("\\D", "").length() >= number.replaceAll("\\D", "").length())
                .orElse(number);
        return incremented(sameSeparators(highest, number));
    }

    /** An id of Flyway's layout has dots where its file may have underscores. */
    private static String sameSeparators(String number, String example) {
        return example.contains("_") && !example.contains(".") ? number.replace('.', '_') : number;
    }

    private static String incremented(String number) {
        Matcher last = Pattern.compile("(.*?)(\\d+)$", Pattern.DOTALL).matcher(number);
        if (!last.matches()) {
            throw new IllegalArgumentException("'" + number + "' has no number at its end");
        }
        String digits = last.group(2);
        String next = new java.math.BigInteger(digits).add(java.math.BigInteger.ONE).toString();
        return last.group(1) + "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }

    private boolean isNext(MigrationId id) {
        return newest.isEmpty() || id.compareTo(newest.get()) > 0;
    }

    private Optional<String> timeLike(String number) {
        String digits = number.replaceAll("\\D", "");
        if (isTime(digits)) {
            String time = DateTimeFormatter.ofPattern(FULL_TIME, Locale.ROOT).format(now);
            StringBuilder same = new StringBuilder();
            int at = 0;
            for (char c : number.toCharArray()) {
                same.append(Character.isDigit(c) ? time.charAt(at++) : c);
            }
            return Optional.of(same.toString());
        }
        if (digits.equals(number) && digits.length() == LENGTH_OF_SECONDS) {
            return Optional.of(Long.toString(now.toEpochSecond(ZoneOffset.UTC)));
        }
        if (digits.equals(number) && digits.length() == LENGTH_OF_MILLIS) {
            return Optional.of(Long.toString(now.toInstant(ZoneOffset.UTC).toEpochMilli()));
        }
        return Optional.empty();
    }

    private static boolean isTime(String digits) {
        int length = digits.length();
        if (length < "yyyyMMdd".length() || length > FULL_TIME.length() || length % 2 != 0) {
            return false;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(digits + "0".repeat(FULL_TIME.length() - length),
                    DateTimeFormatter.ofPattern(FULL_TIME, Locale.ROOT));
            return time.getYear() >= 1990 && time.getYear() < 2200;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Words as they can stand in the name of a file. */
    static String slug(String name, String between) {
        String words = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", between).replaceAll("^" + between + "|" + between + "$", "");
        if (words.isEmpty()) {
            throw new IllegalArgumentException("Say in a few words what the migration does, with letters or digits");
        }
        return words;
    }
}
