package io.quarkiverse.schema.migrations.internal.script;

/** The classes of characters on which all these databases agree. */
final class Characters {

    private static final boolean[] WORD = new boolean[128];

    static {
        for (char c = 0; c < WORD.length; c++) {
            WORD[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$';
        }
    }

    private Characters() {
    }

    /** Whether it can be inside a plain name; everything outside ASCII can. */
    static boolean isWord(int c) {
        return c >= WORD.length || c >= 0 && WORD[c];
    }

    static boolean isBlank(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Of ASCII letters only: keywords have no others. */
    static char toUpperCase(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }
}
