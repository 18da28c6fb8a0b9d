package io.quarkiverse.schema.migrations.runtime.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * Reads a script once, in pieces of constant size, and checks, hashes and understands it on the way.
 */
final class ScriptReader {

    /** There may be thousands of scripts, and most of them are short. */
    private static final int PIECE = 1 << 13;

    private final String path;
    private final Findings findings;
    private final TextDigest digest = new TextDigest();
    private final PlainText plain = new PlainText(this::acceptText);
    private final Utf8Validator utf8 = new Utf8Validator();
    private final DirectiveParser directives;
    private final ScriptHead head;
    private long bytes;
    private int line = 1;
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
        while (length > 0) {
            for (int i = 0; i < length; i++) {
                bytes++;
                if (!utf8.accept(piece[i])) {
                    return notUtf8();
                }
                plain.accept(piece[i]);
            }
            length = in.readNBytes(piece, 0, piece.length);
        }
        return utf8.isComplete() ? finish() : notUtf8();
    }

    private static boolean isUtf16(byte[] piece, int length) {
        return length >= 2 && (piece[0] == (byte) 0xFE && piece[1] == (byte) 0xFF
                || piece[0] == (byte) 0xFF && piece[1] == (byte) 0xFE);
    }

    private Optional<ReadScript> notUtf8() {
        findings.problem(path, line, "is not UTF-8 (at byte " + bytes + " of the file); save it as UTF-8");
        return Optional.empty();
    }

    private void acceptText(byte next) {
        digest.accept(next);
        head.accept(next, line);
        if (next == '\n') {
            line++;
        } else if (next == 0 && !nul) {
            nul = true;
            findings.problem(path, line, "has a NUL character, which no database takes; remove it");
        }
    }

    private Optional<ReadScript> finish() {
        plain.finish();
        head.finish(line);
        return Optional.of(new ReadScript(digest.checksum(), directives.options(), directives.kind()));
    }
}
