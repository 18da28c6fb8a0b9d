package io.quarkiverse.schema.migrations.runtime.command;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one JSON object, its keys in the order in which they were put. */
final class JsonObject {

    private final StringBuilder text = new StringBuilder();

    /** An object without keys. */
    static JsonObject object() {
        return new JsonObject();
    }

    /** A text. */
    JsonObject put(String key, String value) {
        return raw(key, quoted(value));
    }

    /** A text; null when there is none. */
    JsonObject put(String key, Optional<String> value) {
        return raw(key, value.map(JsonObject::quoted).orElse("null"));
    }

    /** A whole number. */
    JsonObject put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    /** True or false. */
    JsonObject putTruth(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    /** A list of texts. */
    JsonObject putTexts(String key, Collection<?> values) {
        return putAll(key, values.stream().map(value -> quoted(value.toString())).toList());
    }

    /** A list of what is JSON already. */
    JsonObject putAll(String key, Collection<?> values) {
        return raw(key, values.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]")));
    }

    /** What is JSON already. */
    JsonObject raw(String key, String json) {
        text.append(text.isEmpty() ? "" : ",").append(quoted(key)).append(':').append(json);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate((char) c)) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + text + "}";
    }
}
