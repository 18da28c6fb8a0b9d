package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.internal.source.WithoutDirectives;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * switchy's checksums: SHA-256 of a file as it is, or, of a migration that was loaded as code, of what the code would send.
 */
final class SwitchyChecksum {

    private static final String UNKNOWN = "0".repeat(64);
    private static final String AS_CODE = "EXEC_RAW:";
    private static final Set<String> NOTHING = Set.of(ofNothing(""), ofNothing(AS_CODE));
    private static final int PIECE = 1 << 13;

    private SwitchyChecksum() {
    }

    /**
     * Compares the checksums that switchy has kept of a migration with its scripts. An absent script is an empty one to it.
     *
     * @param up of the way there
     * @param down of the way back
     */
    static ChecksumProof proof(String up, String down) {
        return up.equals(UNKNOWN) ? ChecksumProof.none("switchy did not know its checksum")
                : (script, downScript) -> match(script, downScript, up.toLowerCase(Locale.ROOT), down.toLowerCase(Locale.ROOT));
    }

    private static ChecksumProof.Match match(Script script, Optional<Script> downScript, String up, String down)
            throws IOException {
        boolean asWritten = isOf(up, script.asWritten(), script.text());
        if (!asWritten && !isOf(up, script.checksum(), new WithoutDirectives(script.text()))) {
            return new ChecksumProof.Match.Different(up, of(script.text(), ""));
        }
        boolean sameDown = down.equals(UNKNOWN)
                || (downScript.isPresent() ? isOf(down, downScript.get()) : NOTHING.contains(down));
        return sameDown ? asWritten ? new ChecksumProof.Match.Same("") : ChecksumProof.Match.Same.WITHOUT_DIRECTIVES
                : new ChecksumProof.Match.Same("its down script is another one than switchy knew");
    }

    /** Ours reads line ends of both kinds alike, so that a checkout with other ones than switchy's is the same script. */
    private static boolean isOf(String theirs, Checksum ours, ScriptText script) throws IOException {
        return theirs.equals(ours.hex()) || theirs.equals(of(script, "")) || theirs.equals(of(script, AS_CODE));
    }

    private static boolean isOf(String theirs, Script script) throws IOException {
        return isOf(theirs, script.asWritten(), script.text())
                || isOf(theirs, script.checksum(), new WithoutDirectives(script.text()));
    }

    private static String of(ScriptText script, String prefix) throws IOException {
        MessageDigest digest = begun(prefix);
        try (InputStream text = script.open()) {
            byte[] piece = new byte[PIECE];
            for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
                digest.update(piece, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String ofNothing(String prefix) {
        return HexFormat.of().formatHex(begun(prefix).digest());
    }

    private static MessageDigest begun(String prefix) {
        MessageDigest digest = sha256();
        digest.update(prefix.getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
