package io.quarkiverse.schema.migrations.model;

import java.util.regex.Pattern;

/**
 * The SHA-256 of a script's text, with a byte order mark dropped and CRLF read as LF, so that it is the same whatever
 * the editor or the version control system does to line ends.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Checksum(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws IllegalArgumentException when the text is not 64 lower-case hexadecimal digits
     */
    public Checksum {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("'" + hex + "' is not a SHA-256 checksum in lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
