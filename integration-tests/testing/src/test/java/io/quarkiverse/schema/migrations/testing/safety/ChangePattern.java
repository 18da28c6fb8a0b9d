package io.quarkiverse.schema.migrations.testing.safety;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A change to a schema as the guides know it, in an unsafe and a safe form.
 *
 * @param name what is changed
 * @param before what the database has before; may be empty
 * @param unsafe the migration that must be caught
 * @param expected what it must be caught for; {@code fails} where it cannot be applied to a table with rows
 * @param safe the migrations that must pass
 */
record ChangePattern(String name, String before, String unsafe, List<String> expected, List<String> safe) {

    /** Where a line leads to the next part. */
    private static final String UNSAFE = "-- unsafe: ";

    static List<ChangePattern> read(String resource) {
        try (InputStream in = ChangePattern.class.getResourceAsStream(resource)) {
            String[] all = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^== ");
            return List.of(all).stream().filter(text -> !text.isBlank()).map(ChangePattern::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChangePattern of(String text) {
        StringBuilder before = new StringBuilder();
        StringBuilder unsafe = new StringBuilder();
        List<StringBuilder> safe = new ArrayList<>();
        List<String> expected = List.of();
        List<String> lines = text.lines().toList();
        StringBuilder part = null;
        for (String line : lines.subList(1, lines.size())) {
            if (line.equals("-- before")) {
                part = before;
            } else if (line.startsWith(UNSAFE)) {
                expected = List.of(line.substring(UNSAFE.length()).split(", "));
                part = unsafe;
            } else if (line.equals("-- safe") || line.equals("-- then")) {
                part = new StringBuilder();
                safe.add(part);
            } else if (!line.isEmpty()) {
                part.append(line).append('\n');
            }
        }
        return new ChangePattern(lines.get(0), before.toString(), unsafe.toString(), expected,
                safe.stream().map(StringBuilder::toString).toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
