package io.quarkiverse.schema.migrations.model;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a migration within its set, and its place in the order.
 * <p>
 * Any text of 1 to {@value #MAX_LENGTH} code points in Unicode normal form C will do, without control characters and
 * without blanks at its ends. Ids compare piece by piece: a run of ASCII digits as a number, other text by code point;
 * ids that are equal by that rule ({@code V1} and {@code V01}) compare by code point, so the order is total and the same
 * on every machine and database.
 *
 * @param value the text; never null
 */
public record MigrationId(String value) implements Comparable<MigrationId> {

    /** The longest id, in code points. */
    public static final int MAX_LENGTH = 255;

    /**
     * @throws IllegalArgumentException when the text is not an id; the message says why
     */
    public MigrationId {
        String reason = reasonAgainst(value);
        if (reason != null) {
            throw new IllegalArgumentException("'" + shown(value) + "' cannot be the id of a migration: " + reason);
        }
    }

    /**
     * The same as the constructor, for reading well in calls.
     *
     * @throws IllegalArgumentException when the text is not an id
     */
    public static MigrationId of(String value) {
        return new MigrationId(value);
    }

    private static String reasonAgainst(String value) {
        return value != null && isPlain(value) ? null : reasonAgainstUnusual(value);
    }

    // most ids are of visible ASCII alone, and ten thousand of them are checked while an application starts
    private static boolean isPlain(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String reasonAgainstUnusual(String value) {
        if (value == null || value.isBlank()) {
            return "it is blank";
        }
        int length = value.codePointCount(0, value.length());
        if (length > MAX_LENGTH) {
            return "it has " + length + " characters, at most " + MAX_LENGTH + " are allowed";
        }
        if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            return "it is not well-formed Unicode";
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            return "it has a control character";
        }
        if (isBlank(value.codePointAt(0)) || isBlank(value.codePointBefore(value.length()))) {
            return "it begins or ends with a blank";
        }
        if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            return "it is not in Unicode normal form C";
        }
        return null;
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static String shown(String value) {
        boolean tooLong = value != null && value.codePointCount(0, value.length()) > MAX_LENGTH;
        return VisibleText.of(tooLong ? value.substring(0, value.offsetByCodePoints(0, MAX_LENGTH)) : String.valueOf(value));
    }

    /**
     * What two ids share that differ only in case or in compatibility forms; such ids are duplicates of each other,
     * because file systems and databases confuse them.
     */
    public String likeness() {
        // the form is taken first, because it can bring capitals to light, and again, because folding can break it
        String form = Normalizer.normalize(value, Normalizer.Form.NFKC);
        String folded = form.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    @Override
    public int compareTo(MigrationId other) {
        int byPieces = comparePieces(value, other.value);
        return byPieces != 0 ? byPieces : compareCodePoints(value, other.value);
    }

    private static int comparePieces(String a, String b) {
        int i = startOfDifference(a, b);
        int j = i;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endOfA = endOfDigits(a, i);
                int endOfB = endOfDigits(b, j);
                int byNumber = compareNumbers(a, i, endOfA, b, j, endOfB);
                if (byNumber != 0) {
                    return byNumber;
                }
                i = endOfA;
                j = endOfB;
            } else {
                int byCodePoint = Integer.compare(a.codePointAt(i), b.codePointAt(j));
                if (byCodePoint != 0) {
                    return byCodePoint;
                }
                i += Character.charCount(a.codePointAt(i));
                j += Character.charCount(b.codePointAt(j));
            }
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    /** Neighbours have much in common; a number that the difference lies in is compared from its first digit. */
    private static int startOfDifference(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int at = 0;
        while (at < shorter && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        while (at > 0 && (isDigit(a.charAt(at - 1)) || Character.isHighSurrogate(a.charAt(at - 1)))) {
            at--;
        }
        return at;
    }

    private static int compareNumbers(String a, int fromA, int toA, String b, int fromB, int toB) {
        int i = skipZeros(a, fromA, toA);
        int j = skipZeros(b, fromB, toB);
        int byDigits = Integer.compare(toA - i, toB - j);
        while (byDigits == 0 && i < toA) {
            byDigits = Character.compare(a.charAt(i++), b.charAt(j++));
        }
        return byDigits;
    }

    private static int compareCodePoints(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int left = a.codePointAt(i);
            int right = b.codePointAt(i);
            if (left != right) {
                return Integer.compare(left, right);
            }
            i += Character.charCount(left);
        }
        return Integer.compare(a.length(), b.length());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipZeros(String text, int from, int to) {
        int at = from;
        while (at < to - 1 && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    /** The id for people: what is invisible in it is written out. */
    @Override
    public String toString() {
        return VisibleText.of(value);
    }

    /** What a record does here by itself is linked at its first use, which is in the middle of a run. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
