package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.ScriptText;

/** Flyway's checksum: CRC-32 of a script without its line ends and byte order mark. */
final class FlywayChecksum {

    private static final int PIECE = 1 << 13;
    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    private FlywayChecksum() {
    }

    /** Compares a checksum of Flyway's with scripts. */
    static ChecksumProof proof(int theirs) {
        return (script, downScript) -> {
            int ours = of(script.text());
            if (theirs == ours) {
                return new ChecksumProof.Match.Same("");
            }
            return theirs == of(new WithoutDirectives(script.text())) ? ChecksumProof.Match.Same.WITHOUT_DIRECTIVES
                    : new ChecksumProof.Match.Different(Integer.toString(theirs), Integer.toString(ours));
        };
    }

    private static int of(ScriptText script) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] piece = new byte[PIECE];
        try (InputStream text = script.open()) {
            byte[] head = text.readNBytes(BYTE_ORDER_MARK.length);
            if (!Arrays.equals(head, BYTE_ORDER_MARK)) {
                update(checksum, head, head.length);
            }
            for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
                update(checksum, piece, length);
            }
        }
        return (int) checksum.getValue();
    }

    private static void update(CRC32 checksum, byte[] piece, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (piece[i] != '\n' && piece[i] != '\r') {
                piece[kept++] = piece[i];
            }
        }
        checksum.update(piece, 0, kept);
    }
}
