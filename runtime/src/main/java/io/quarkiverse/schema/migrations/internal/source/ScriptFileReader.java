package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;

/** Reads a script once, in lines of limited size, and checks, hashes and understands it on the way. */
final class ScriptFileReader {

    private final String path;
    private final Findings findings;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final DirectiveParser directives;
    private final ScriptHead head;
    private final TextDigest digest = new TextDigest();
    /** The same with the lines of directives; null before the first of them. */
    private TextDigest asWritten;
    private ByteBuffer undecoded;
    private CharBuffer characters = CharBuffer.allocate(0);
    private long bytes;
    private int line = 1;
    private boolean nul;

    private ScriptFileReader(String path, Findings findings) {
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
            return new ScriptFileReader(path, findings).read(new ScriptLines(in));
        } catch (IOException e) {
            findings.problem(path, "cannot be read (" + e + "); check that it is a file and its permissions");
            return Optional.empty();
        }
    }

    private Optional<ReadScript> read(ScriptLines text) throws IOException {
        while (text.next()) {
            if (bytes == 0 && isUtf16(text)) {
                findings.problem(path, "is UTF-16, not UTF-8; save it as UTF-8");
                return Optional.empty();
            }
            int wrong = check(text);
            if (wrong >= 0) {
                findings.problem(path, line,
                        "is not UTF-8 (at byte " + (bytes + wrong + 1) + " of the file); save it as UTF-8");
                return Optional.empty();
            }
            hash(text, head.accept(text, line));
            bytes += text.to() - text.from();
            line += text.endsLine() ? 1 : 0;
        }
        Checksum checksum = digest.checksum();
        return Optional.of(new ReadScript(checksum, asWritten == null ? checksum : asWritten.checksum(),
                directives.options(), directives.kind()));
    }

    private static boolean isUtf16(ScriptLines text) {
        byte[] start = text.bytes();
        return text.to() >= 2 && (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF
                || start[0] == (byte) 0xFF && start[1] == (byte) 0xFE);
    }

    /** Where in the line something is not UTF-8; negative when all of it is. */
    private int check(ScriptLines text) {
        int length = text.to() - text.from();
        if (characters.capacity() < length) {
            characters = CharBuffer.allocate(Math.max(length, 256));
        }
        if (undecoded == null) {
            undecoded = ByteBuffer.wrap(text.bytes());
        }
        undecoded.clear().limit(text.to()).position(text.from());
        if (utf8.reset().decode(undecoded, characters.clear(), true).isError()) {
            return undecoded.position() - text.from();
        }
        for (int i = text.from(); !nul && i < text.to(); i++) {
            if (text.bytes()[i] == 0) {
                nul = true;
                findings.problem(path, line, "has a NUL character, which no database takes; remove it");
            }
        }
        return -1;
    }

    private void hash(ScriptLines text, boolean isDirective) {
        if (isDirective && asWritten == null) {
            asWritten = digest.copy();
        }
        if (!isDirective) {
            digest.accept(text.bytes(), text.from(), text.to());
        }
        if (asWritten != null) {
            asWritten.accept(text.bytes(), text.from(), text.to());
        }
    }

    /**
     * What one pass over a script tells.
     *
     * @param checksum the checksum of its text without the lines of directives
     * @param asWritten the checksum of all of its text
     * @param options what its directives say about running it
     * @param kind repeatable when a directive says so
     */
    record ReadScript(Checksum checksum, Checksum asWritten, ScriptOptions options, MigrationKind kind) {

        Script at(String location, ScriptOptions meant, ScriptText text) {
            return new Script(location, checksum, asWritten, meant, text);
        }
    }
}
