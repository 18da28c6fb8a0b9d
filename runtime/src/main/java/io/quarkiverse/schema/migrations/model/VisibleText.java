package io.quarkiverse.schema.migrations.model;

import java.util.Locale;

/** Writes invisible characters as {@code \}{@code uFEFF}, so that a message shows what is really there. */
public final class VisibleText {

    private VisibleText() {
    }

    /** The text with all that is invisible written out, line ends too; the same text where there is nothing. */
    public static String of(String text) {
        return of(text, false);
    }

    /** The same of a text of several lines, which stay lines. */
    public static String ofLines(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean keepsLines) {
        int at = 0;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (keepsLines && c == '\n' || !isInvisible(c)) {
                visible.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    visible.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
                }
            }
        });
        return visible.toString();
    }

    /** Nearly all text is, and ids are looked at while an application starts. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            // the character for what could not be decoded, blanks of Braille and of Hangul, and what only joins or varies
            default -> codePoint == 0xFFFD || codePoint == 0x2800 || codePoint == 0x3164 || codePoint == 0xFFA0
                    || codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x034F
                    || codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
        };
    }
}
