package io.quarkiverse.schema.migrations.runtime.internal.source;

/**
 * A text without what editors and version control systems do to it: a byte order mark is dropped, and the carriage return
 * of a line end.
 */
final class PlainText {

    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    private final Target target;
    private int marked;
    private boolean begun;
    private boolean carriageReturn;

    PlainText(Target target) {
        this.target = target;
    }

    /** Takes what is left of a text, byte by byte. */
    @FunctionalInterface
    interface Target {
        void accept(byte next);
    }

    /** The next byte as it is written. */
    void accept(byte next) {
        if (begun) {
            acceptText(next);
        } else if (next == BYTE_ORDER_MARK[marked]) {
            begun = ++marked == BYTE_ORDER_MARK.length;
        } else {
            begin();
            acceptText(next);
        }
    }

    /** The text ends here. */
    void finish() {
        if (!begun) {
            begin();
        }
        if (carriageReturn) {
            target.accept((byte) '\r');
        }
    }

    /** What looked like a byte order mark is text. */
    private void begin() {
        begun = true;
        for (int i = 0; i < marked; i++) {
            acceptText(BYTE_ORDER_MARK[i]);
        }
    }

    /** A carriage return waits for the next byte, which says whether it belongs to a line end. */
    private void acceptText(byte next) {
        if (carriageReturn && next != '\n') {
            target.accept((byte) '\r');
        }
        carriageReturn = next == '\r';
        if (!carriageReturn) {
            target.accept(next);
        }
    }
}
