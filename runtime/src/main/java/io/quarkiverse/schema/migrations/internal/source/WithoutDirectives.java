package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * A script as it is written but for the lines at its head that hold a directive of ours, which no other tool knows.
 *
 * @param text the script
 */
public record WithoutDirectives(ScriptText text) implements ScriptText {

    @Override
    public InputStream open() throws IOException {
        return new Kept(text.open());
    }

    private static final class Kept extends InputStream {

        private final InputStream in;
        private final ScriptLines lines;
        private final ScriptHead head = new ScriptHead(new DirectiveParser("", new Findings()));
        /** What of the line is still to be handed out. */
        private int from;
        private int to;

        Kept(InputStream in) {
            this.in = in;
            this.lines = new ScriptLines(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            while (from == to && length > 0) {
                if (!lines.next()) {
                    return -1;
                }
                from = lines.from();
                to = head.accept(lines, 0) ? from + markOf(lines) : lines.to();
            }
            int count = Math.min(length, to - from);
            System.arraycopy(lines.bytes(), from, target, offset, count);
            from += count;
            return count;
        }

        /** A byte order mark stays where it is. */
        private static int markOf(ScriptLines line) {
            return ScriptHead.lengthOfMark(line.bytes(), line.from(), line.to());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
