package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.Work;

/**
 * The lines of a script around the place that a message names.
 *
 * @param location the script
 * @param file its path on this machine, for the editor; null when it lies in a dependency
 * @param line the line, from 1
 * @param column the column, from 1
 * @param lines the lines
 */
public record Excerpt(String location, String file, int line, int column, List<Line> lines) {

    private static final int AROUND = 3;
    private static final Pattern PLACE = Pattern.compile(":(\\d+):(\\d+)");

    /**
     * A line.
     *
     * @param number from 1
     * @param text what it says
     */
    public record Line(int number, String text) {
    }

    /** Finds the place that a message names; null when it names none in the scripts of these migrations. */
    static Excerpt in(String message, List<Migration> migrations) {
        if (message == null) {
            return null;
        }
        for (Migration migration : migrations) {
            for (Optional<Work> work : List.of(Optional.of(migration.up()), migration.down())) {
                if (work.isPresent() && work.get() instanceof Script script) {
                    Excerpt found = in(message, script);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private static Excerpt in(String message, Script script) {
        int at = message.indexOf(script.location() + ":");
        Matcher place = PLACE.matcher(message);
        if (at < 0 || !place.find(at + script.location().length()) || place.start() != at + script.location().length()) {
            return null;
        }
        int line = Integer.parseInt(place.group(1));
        try {
            List<String> all = ScriptView.text(script.text()).lines().toList();
            List<Line> lines = new ArrayList<>();
            for (int i = Math.max(1, line - AROUND); i <= Math.min(all.size(), line + AROUND); i++) {
                lines.add(new Line(i, all.get(i - 1)));
            }
            return new Excerpt(script.location(), ProjectFiles.of(script.location()).map(Object::toString).orElse(null), line,
                    Integer.parseInt(place.group(2)), lines);
        } catch (IOException e) {
            return null; // the message stands for itself
        }
    }
}
