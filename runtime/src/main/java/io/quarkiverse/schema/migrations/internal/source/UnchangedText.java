package io.quarkiverse.schema.migrations.internal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * A text that others may edit while a command runs. Whoever reads it to its end learns whether it still is what the
 * command was planned with.
 *
 * @param text the text
 * @param expected the checksum of all of it when it was found
 */
record UnchangedText(ScriptText text, Checksum expected) implements ScriptText {

    @Override
    public InputStream open() throws IOException {
        return new Checked(text.open(), expected);
    }

    private static final class Checked extends FilterInputStream {

        private final Checksum expected;
        private final TextDigest digest = new TextDigest();
        private boolean atEnd;

        Checked(InputStream in, Checksum expected) {
            super(in);
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = in.read(target, from, length);
            digest.accept(target, from, from + count);
            if (count < 0 && !atEnd) {
                atEnd = true;
                if (!digest.checksum().equals(expected)) {
                    throw new IOException("it was changed while the command was running; run the command again");
                }
            }
            return count;
        }

        /** All of it has to be read. */
        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 13)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
