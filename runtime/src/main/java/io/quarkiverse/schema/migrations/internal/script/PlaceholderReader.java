package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.Reader;

/** Puts values in the place of {@code ${name}} while a text is read. */
final class PlaceholderReader extends Reader {

    /** How long a name may be, in characters; what is longer is not looked for. */
    static final int LONGEST_NAME = 255;

    private static final String ESCAPED = "\\${";

    private final Reader text;
    private final Placeholders placeholders;
    private final Replacements replacements;
    private final Complaint complaint;
    private final char[] window = new char[16 * 1024];
    private int next;
    private int limit;
    private boolean exhausted;
    private IOException failure;
    private String value = "";
    private int valueAt;
    private long delivered;
    private Position position = Position.START;
    private boolean begun;

    /**
     * @param text the text as it is written, closed with this reader
     * @param replacements told what is replaced
     */
    PlaceholderReader(Reader text, Placeholders placeholders, Replacements replacements) {
        this(text, placeholders, replacements, missing -> {
            throw missing;
        });
    }

    /** @param complaint told of what has no value, which then stays as it is written */
    PlaceholderReader(Reader text, Placeholders placeholders, Replacements replacements, Complaint complaint) {
        this.text = text;
        this.placeholders = placeholders;
        this.replacements = replacements;
        this.complaint = complaint;
    }

    /** Hears of what has no value. */
    @FunctionalInterface
    interface Complaint {
        void missing(MalformedScriptException where) throws MalformedScriptException;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (valueAt == value.length() && !available(1)) {
                break;
            }
            int more = valueAt < value.length() ? deliverValue(target, from + count, length - count)
                    : deliverText(target, from + count, length - count);
            count += more;
            delivered += more;
        }
        if (count > 0 || length == 0) {
            return count;
        }
        if (failure != null) {
            throw failure;
        }
        return -1;
    }

    private int deliverValue(char[] target, int from, int length) {
        int count = Math.min(length, value.length() - valueAt);
        value.getChars(valueAt, valueAt + count, target, from);
        valueAt += count;
        return count;
    }

    /** Up to the next placeholder, which is then read. */
    private int deliverText(char[] target, int from, int length) throws IOException {
        if (!begun) {
            begun = true;
            if (window[next] == '\uFEFF') {
                target[from] = window[next++];
                return 1; // it says how the text is written, and stands in no column
            }
        }
        int end = Math.min(limit, next + length);
        int i = next;
        while (i < end && window[i] != '$' && window[i] != '\\') {
            i++;
        }
        if (i == next) {
            return deliverSpecial(target, from);
        }
        return deliver(i - next, target, from);
    }

    private int deliver(int count, char[] target, int from) {
        System.arraycopy(window, next, target, from, count);
        position = position.after(window, next, next + count);
        next += count;
        return count;
    }

    private int deliverSpecial(char[] target, int from) throws IOException {
        if (startsWith(ESCAPED)) {
            replace(ESCAPED, "${");
            return 0;
        }
        if (startsWith("${")) {
            String written = written();
            String name = written.isEmpty() ? "" : written.substring(2, written.length() - 1);
            String known = placeholders.values().get(name);
            if (known != null) {
                replace(written, known);
                return 0;
            }
            complaint.missing(new MalformedScriptException(position, problem(written)));
        }
        return deliver(1, target, from);
    }

    private void replace(String written, String by) {
        replacements.add(delivered, by.length(), written);
        position = position.after(window, next, next + written.length());
        next += written.length();
        value = by;
        valueAt = 0;
    }

    /** The placeholder that begins here, up to its brace; empty when it has none on this line. */
    private String written() throws IOException {
        StringBuilder written = new StringBuilder("${");
        for (int i = 2; i <= LONGEST_NAME + 2 && available(i + 1); i++) {
            char c = window[next + i];
            if (c == '\n' || c == '\r') {
                break;
            }
            written.append(c);
            if (c == '}') {
                return written.toString();
            }
        }
        return "";
    }

    private static String problem(String written) {
        String remedy = "; write \\${ for a literal ${";
        return written.isEmpty() ? "a placeholder begins here and does not end in this line" + remedy
                : "the placeholder " + written + " has no value: give it one, or correct its name" + remedy;
    }

    private boolean startsWith(String expected) throws IOException {
        if (!available(expected.length())) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (window[next + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether so many characters can be looked at; few enough to fit into the window. */
    private boolean available(int count) throws IOException {
        while (limit - next < count && !exhausted) {
            if (window.length - next < count + 1) {
                System.arraycopy(window, next, window, 0, limit - next);
                limit -= next;
                next = 0;
            }
            fetch();
        }
        return limit - next >= count;
    }

    private void fetch() {
        try {
            int count = text.read(window, limit, window.length - limit);
            exhausted = count < 0;
            limit += Math.max(count, 0);
        } catch (IOException e) {
            // what was read before that comes first, so that the place is known
            failure = e;
            exhausted = true;
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
