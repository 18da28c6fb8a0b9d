package io.quarkiverse.schema.migrations.internal.source;

import java.security.MessageDigest;
import java.util.HexFormat;

import io.quarkiverse.schema.migrations.model.Checksum;

/**
 * Makes the checksum of a text that is given piece by piece, without what editors and version control systems do to it: a
 * byte order mark is dropped, and the carriage return of a line end.
 */
final class TextDigest {

    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };
    /** A few blocks of the hash at a time; there may be thousands of texts, and most of them are short. */
    private static final int PIECE = 1 << 10;

    private final MessageDigest digest;
    private final byte[] text = new byte[PIECE];
    private int length;
    /** How many bytes at the beginning of the text are those of a byte order mark; negative behind the beginning. */
    private int marked;
    /** It waits for the next byte, which says whether it belongs to a line end. */
    private boolean carriageReturn;

    TextDigest() {
        this(Checksum.digest());
    }

    private TextDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /** Another digest that was given the same so far. */
    TextDigest copy() {
        try {
            TextDigest copy = new TextDigest((MessageDigest) digest.clone());
            System.arraycopy(text, 0, copy.text, 0, length);
            copy.length = length;
            copy.marked = marked;
            copy.carriageReturn = carriageReturn;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform can clone a SHA-256 digest", e);
        }
    }

    void accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (marked < 0) {
                accept(bytes[i]);
            } else if (bytes[i] != BYTE_ORDER_MARK[marked]) {
                begin();
                accept(bytes[i]);
            } else if (++marked == BYTE_ORDER_MARK.length) {
                marked = -1;
            }
        }
    }

    /** What looked like a byte order mark is text. */
    private void begin() {
        int count = marked;
        marked = -1;
        for (int i = 0; i < count; i++) {
            accept(BYTE_ORDER_MARK[i]);
        }
    }

    private void accept(byte next) {
        if (carriageReturn && next != '\n') {
            put((byte) '\r');
        }
        carriageReturn = next == '\r';
        if (!carriageReturn) {
            put(next);
        }
    }

    private void put(byte next) {
        if (length == text.length) {
            digest.update(text, 0, length);
            length = 0;
        }
        text[length++] = next;
    }

    /** The checksum of all that was given. To be asked once. */
    Checksum checksum() {
        begin();
        if (carriageReturn) {
            put((byte) '\r');
        }
        digest.update(text, 0, length);
        return new Checksum(HexFormat.of().formatHex(digest.digest()));
    }
}
