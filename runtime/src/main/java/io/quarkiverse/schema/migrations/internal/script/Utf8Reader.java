package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as characters, all of them up to the first wrong byte. The JDK's own reader loses what it decoded before that
 * byte, and with it the line the byte is in.
 */
final class Utf8Reader extends Reader {

    /** Enough for most scripts, of which there may be thousands, one after the other. */
    private static final int FIRST_CAPACITY = 512;
    private static final int CAPACITY = 32 * 1024;

    private final InputStream bytes;
    private ByteBuffer undecoded = ByteBuffer.allocate(FIRST_CAPACITY).flip();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private boolean exhausted;

    Utf8Reader(InputStream bytes) {
        this.bytes = bytes;
    }

    /** {@inheritDoc} There must be room for two characters: one outside the basic plane is never cut in two. */
    @Override
    public int read(char[] target, int from, int length) throws IOException {
        CharBuffer decoded = CharBuffer.wrap(target, from, length);
        while (true) {
            CoderResult result = decoder.decode(undecoded, decoded, exhausted);
            if (decoded.position() > from) {
                return decoded.position() - from;
            }
            if (result.isError()) {
                result.throwException();
            }
            if (exhausted) {
                return -1;
            }
            fetch();
        }
    }

    private void fetch() throws IOException {
        boolean wasFilled = undecoded.limit() == undecoded.capacity();
        undecoded = wasFilled && undecoded.capacity() < CAPACITY ? ByteBuffer.allocate(CAPACITY).put(undecoded)
                : undecoded.compact();
        int count = bytes.read(undecoded.array(), undecoded.position(), undecoded.remaining());
        exhausted = count < 0;
        undecoded.position(undecoded.position() + Math.max(count, 0));
        undecoded.flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
