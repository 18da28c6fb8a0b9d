package io.quarkiverse.schema.migrations.runtime.internal.source;

/** Tells byte by byte whether a text is well-formed UTF-8 (Unicode's table 3-7: no surrogates, no long forms). */
final class Utf8Validator {

    private int missing;
    private int low;
    private int high;

    /** Whether the text is still well-formed with this byte. */
    boolean accept(byte next) {
        int value = next & 0xFF;
        if (missing == 0) {
            return next >= 0 || begin(value);
        }
        boolean expected = value >= low && value <= high;
        missing--;
        low = 0x80;
        high = 0xBF;
        return expected;
    }

    private boolean begin(int lead) {
        low = switch (lead) {
            case 0xE0 -> 0xA0;
            case 0xF0 -> 0x90;
            default -> 0x80;
        };
        high = switch (lead) {
            case 0xED -> 0x9F;
            case 0xF4 -> 0x8F;
            default -> 0xBF;
        };
        missing = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        return lead >= 0xC2 && lead <= 0xF4;
    }

    /** Whether the text may end here. */
    boolean isComplete() {
        return missing == 0;
    }
}
