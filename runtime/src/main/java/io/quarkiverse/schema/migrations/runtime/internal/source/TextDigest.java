package io.quarkiverse.schema.migrations.runtime.internal.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.quarkiverse.schema.migrations.model.Checksum;

/** Makes the checksum of a text that is given byte by byte. */
final class TextDigest {

    /** A few blocks of the hash at a time; there may be thousands of texts, and most of them are short. */
    private static final int PIECE = 1 << 10;

    private final MessageDigest digest = sha256();
    private final byte[] text = new byte[PIECE];
    private int length;

    void accept(byte next) {
        if (length == text.length) {
            digest.update(text, 0, length);
            length = 0;
        }
        text[length++] = next;
    }

    /** The checksum of all that was given. To be asked once. */
    Checksum checksum() {
        digest.update(text, 0, length);
        return new Checksum(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
