package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Script;

/**
 * The lines of a script around a place.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
record ScriptExcerpt(int line, int column) {

    private static final int AROUND = 2;

    /**
     * The place that a message names.
     *
     * @param message has {@code location:line:column} somewhere
     * @param location of the script
     */
    static Optional<ScriptExcerpt> named(String message, String location) {
        int at = message.indexOf(location + ":");
        if (at < 0) {
            return Optional.empty();
        }
        String[] numbers = message.substring(at + location.length() + 1).split("\\D", 3);
        boolean place = numbers.length > 1 && !numbers[0].isEmpty() && !numbers[1].isEmpty();
        return place ? Optional.of(new ScriptExcerpt(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])))
                : Optional.empty();
    }

    /** The lines with their numbers, and a mark under the place; empty when the script cannot be read any more. */
    Optional<String> of(Script script) {
        List<String> lines;
        try (InputStream text = script.text().open()) {
            lines = new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        if (line > lines.size()) {
            return Optional.empty();
        }
        int last = Math.min(lines.size(), line + AROUND);
        int width = Integer.toString(last).length();
        StringBuilder excerpt = new StringBuilder();
        for (int number = Math.max(1, line - AROUND); number <= last; number++) {
            String text = lines.get(number - 1);
            excerpt.append(number == line ? "> " : "  ").append(" ".repeat(width - Integer.toString(number).length()))
                    .append(number).append(" | ").append(text).append('\n');
            if (number == line) {
                // a tab stays one, so that the mark is under the place however wide tabs are
                String before = text.substring(0, Math.min(column - 1, text.length())).replaceAll("[^\\t]", " ");
                excerpt.append(" ".repeat(width + 2)).append(" | ").append(before).append("^\n");
            }
        }
        return Optional.of(excerpt.toString());
    }
}
