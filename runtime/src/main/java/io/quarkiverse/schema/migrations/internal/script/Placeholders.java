package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;
import java.io.InputStream;
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
}
