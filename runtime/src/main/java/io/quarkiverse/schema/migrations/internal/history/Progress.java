package io.quarkiverse.schema.migrations.internal.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Checksum;

/**
 * How far a script has come: how many statements are done, and the length and hash of their texts, so that a later
 * attempt can tell whether the part that is done is still what the script says. Grows with every statement; for one
 * thread.
 */
public final class Progress {

    private final MessageDigest digest;
    private int statements;
    private long length;

    /** Nothing is done. */
    public Progress() {
        digest = Checksum.digest();
    }

    /** One more statement is done. */
    public void add(String statement) {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        digest.update((byte) 0);
        statements++;
        length += bytes.length;
    }

    /** How many statements are done. */
    public int statements() {
        return statements;
    }

    /** Where things stand now. */
    public Mark mark() {
        return new Mark(statements, length, statements == 0 ? "" : HexFormat.of().formatHex(copy().digest()));
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform can clone a SHA-256 digest", e);
        }
    }

    /**
     * A point in a script.
     *
     * @param statements how many statements come before it
     * @param length the bytes of their texts in UTF-8
     * @param hash SHA-256 of their texts, each followed by a zero byte; empty before the first statement
     */
    public record Mark(int statements, long length, String hash) {
    }

    /**
     * How far a migration came that is interrupted or has failed.
     *
     * @param done the statements that are done
     * @param begun what there was to be seen before the next statement; empty when that one is not known to have begun
     * @param state whether it is interrupted or has failed
     */
    public record Reached(Progress.Mark done, Optional<String> begun, AppliedState state) {
    }
}
