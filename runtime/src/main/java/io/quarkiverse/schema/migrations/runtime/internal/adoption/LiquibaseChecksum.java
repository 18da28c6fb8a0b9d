package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Liquibase's checksum of the ninth kind, of a change set that is SQL: MD5 of the text without its blanks, hashed once more.
 */
final class LiquibaseChecksum {

    private final MessageDigest text = md5();

    /** Adds a line, or a part of one. */
    void add(String part) {
        StringBuilder kept = new StringBuilder(part.length());
        part.chars().filter(c -> c != ' ' && c != '\t' && c != '\r' && c != '\n').forEach(c -> kept.append((char) c));
        text.update(kept.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The checksum of what was added; ends the use of this. */
    String finish() {
        String change = ChangeSet.KIND + hex(text.digest()) + ':';
        return ChangeSet.KIND + hex(md5().digest(change.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
