package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What stands in scripts for {@code ${name}}. Without any, scripts are read as they are; with some, every {@code ${name}}
 * has to be one of them, wherever it stands, and {@code \${} is how {@code ${} is written.
 *
 * @param values the values by name
 */
public record Placeholders(Map<String, String> values) {

    /** Scripts are read as they are. */
    public static final Placeholders NONE = new Placeholders(new TreeMap<>());

    /**
     * @throws IllegalArgumentException when a name cannot stand in a script
     */
    public Placeholders {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        for (String name : values.keySet()) {
            if (!name.matches("[^\\r\\n}]{1," + PlaceholderReader.LONGEST_NAME + "}")) {
                throw new IllegalArgumentException("'" + name + "' cannot be the name of a placeholder: between ${ and } there"
                        + " is room for 1 to " + PlaceholderReader.LONGEST_NAME + " characters on one line, none of them }");
            }
        }
    }

    /**
     * These and one more.
     *
     * @throws IllegalArgumentException when the name cannot stand in a script
     */
    public Placeholders with(String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new Placeholders(more);
    }

    /** Whether scripts are read as they are. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * A script with the values in place.
     *
     * @param utf8 its bytes; not closed
     * @throws MalformedScriptException where a value is missing
     */
    public String replacedIn(InputStream utf8) throws IOException {
        StringWriter replaced = new StringWriter();
        new PlaceholderReader(new Utf8Reader(utf8), this, new Replacements()).transferTo(replaced);
        return replaced.toString();
    }

    /**
     * Looks through a script.
     *
     * @param utf8 its bytes; not closed
     * @return all places where a value is missing, in order
     */
    public List<MalformedScriptException> missingIn(InputStream utf8) throws IOException {
        List<MalformedScriptException> missing = new ArrayList<>();
        Replacements forgotten = new Replacements();
        PlaceholderReader reader = new PlaceholderReader(new Utf8Reader(utf8), this, forgotten, missing::add);
        char[] passedOver = new char[8 * 1024];
        while (reader.read(passedOver) >= 0) {
            forgotten.clear();
        }
        return missing;
    }

    /** Puts values in the place of {@code ${name}} while a text is read. */
    static final class PlaceholderReader extends Reader {

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
}
