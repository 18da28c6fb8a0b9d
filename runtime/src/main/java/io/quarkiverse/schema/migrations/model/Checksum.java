package io.quarkiverse.schema.migrations.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What tells whether a migration has changed. Of a script it is the SHA-256 of its text, with a byte order mark dropped and
 * CRLF read as LF, so that it is the same whatever the editor or the version control system does to line ends, and without
 * the lines of directives, which say how it runs and not what it does.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Checksum(String hex) {

    private static final int LENGTH = 64;

    /**
     * @throws IllegalArgumentException when the text is not 64 lower-case hexadecimal digits
     */
    public Checksum {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("'" + hex + "' is not a SHA-256 checksum in lower-case hexadecimal digits");
        }
    }

    // not a regular expression: tens of thousands are checked while an application starts
    private static boolean isHex(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Returns a digest of the kind that checksums are made of, which has taken nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
