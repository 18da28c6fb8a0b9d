package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.Reader;

/** The data lines behind {@code COPY … FROM STDIN}, up to the line {@code \.}, read from the script as they are asked for. */
final class CopyData extends Reader {

    private final Cursor script;
    private final Position begin;
    private boolean atLineStart = true;
    private boolean atEnd;

    private CopyData(Cursor script) {
        this.script = script;
        this.begin = script.positionOf(0);
    }

    /** The data behind a statement whose delimiter has been passed; they begin on the next line. */
    static CopyData behind(Cursor script) throws IOException {
        int at = script.offset();
        script.skipLine();
        String rest = script.text(at, script.offset()).strip();
        if (!rest.isEmpty() && !rest.startsWith("--")) {
            throw script.malformed(at, "the data of COPY … FROM STDIN begin on the next line;"
                    + " nothing else may stand on the line of its delimiter");
        }
        script.advance(script.peek() == '\n' ? 1 : 0);
        script.release();
        return new CopyData(script);
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        int count = 0;
        while (count < length && !atEnd) {
            if (atLineStart && isEndMark()) {
                script.skipLine();
                atEnd = true;
            } else {
                int more = script.drainLine(target, from + count, length - count);
                if (more == 0) {
                    throw new MalformedScriptException(begin, "the data of COPY … FROM STDIN that begin here"
                            + " do not end with a line that is \\.");
                }
                count += more;
                atLineStart = target[from + count - 1] == '\n';
            }
        }
        script.release();
        return count == 0 && atEnd && length > 0 ? -1 : count;
    }

    private boolean isEndMark() throws IOException {
        if (script.peek() != '\\' || script.peek(1) != '.') {
            return false;
        }
        int behind = script.peek(2) == '\r' ? script.peek(3) : script.peek(2);
        return behind == '\n' || behind == Cursor.END;
    }

    /** Passes over what is left. */
    @Override
    public void close() throws IOException {
        char[] passedOver = new char[8 * 1024];
        while (!atEnd) {
            read(passedOver, 0, passedOver.length);
        }
    }
}
