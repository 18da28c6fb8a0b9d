package io.quarkiverse.schema.migrations.runtime.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * Reads a script once, in pieces of constant size, and checks, hashes and understands it on the way.
 */
final class ScriptReader {

    private static final int PIECE = 1 << 16;

    private final String path;
    private final Findings findings;
    private final MessageDigest digest = sha256();
    private final Utf8Validator utf8 = new Utf8Validator();
    private final DirectiveParser directives;
    private final ScriptHead head;
    private final byte[] text = new byte[PIECE];
    private int textLength;
    private long bytes;
    private int line = 1;
    private boolean carriageReturn;
    private boolean nul;

    private ScriptReader(String path, Findings findings) {
        this.path = path;
        this.findings = findings;
        this.directives = new DirectiveParser(path, findings);
        this.head = new ScriptHead(directives);
    }

    /**
     * Reads a script.
     *
     * @param path the script's path for messages
     * @return empty when it cannot be read or is no text; the findings say so
     */
    static Optional<ReadScript> read(String path, ScriptText script, Findings findings) {
        try (InputStream in = script.open()) {
            return new ScriptReader(path, findings).read(in);
        } catch (IOException e) {
            findings.problem(path, "cannot be read (" + e + "); check that it is a file and its permissions");
            return Optional.empty();
        }
    }

    private Optional<ReadScript> read(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        int length = in.readNBytes(piece, 0, piece.length);
        if (isUtf16(piece, length)) {
            findings.problem(path, "is UTF-16, not UTF-8; save it as UTF-8");
            return Optional.empty();
        }
        int from = byteOrderMark(piece, length);
        bytes = from;
        while (length > 0) {
            for (int i = from; i < length; i++) {
                bytes++;
                if (!utf8.accept(piece[i])) {
                    return notUtf8();
                }
                acceptByte(piece[i]);
            }
            from = 0;
            length = in.readNBytes(piece, 0, piece.length);
        }
        return utf8.isComplete() ? finish() : notUtf8();
    }

    private static boolean isUtf16(byte[] piece, int length) {
        return length >= 2 && (piece[0] == (byte) 0xFE && piece[1] == (byte) 0xFF
                || piece[0] == (byte) 0xFF && piece[1] == (byte) 0xFE);
    }

    private static int byteOrderMark(byte[] piece, int length) {
        boolean marked = length >= 3 && piece[0] == (byte) 0xEF && piece[1] == (byte) 0xBB && piece[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private Optional<ReadScript> notUtf8() {
        findings.problem(path, line, "is not UTF-8 (at byte " + bytes + " of the file); save it as UTF-8");
        return Optional.empty();
    }

    /** A carriage return waits for the next byte, which says whether it belongs to a line end and is dropped. */
    private void acceptByte(byte next) {
        if (carriageReturn && next != '\n') {
            acceptText((byte) '\r');
        }
        carriageReturn = next == '\r';
        if (!carriageReturn) {
            acceptText(next);
        }
    }

    private void acceptText(byte next) {
        if (textLength == text.length) {
            digest.update(text, 0, textLength);
            textLength = 0;
        }
        text[textLength++] = next;
        head.accept(next, line);
        if (next == '\n') {
            line++;
        } else if (next == 0 && !nul) {
            nul = true;
            findings.problem(path, line, "has a NUL character, which no database takes; remove it");
        }
    }

    private Optional<ReadScript> finish() {
        if (carriageReturn) {
            acceptText((byte) '\r');
        }
        head.finish(line);
        digest.update(text, 0, textLength);
        Checksum checksum = new Checksum(HexFormat.of().formatHex(digest.digest()));
        return Optional.of(new ReadScript(checksum, directives.options(), directives.kind()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
