package io.quarkiverse.schema.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.testing.schema.SchemaText;

/**
 * Schemas as text files beside the tests, to be reviewed with the migrations that lead to them.
 * <p>
 * A test fails where a file does not say what the schema is. With the system property
 * {@code -Dschema-migrations.snapshots=update} the files are written instead, and the change is reviewed where it is
 * committed. What is generated or differs between machines is left out where the schema is read: names that a database makes
 * up, the name of the database, its owner, the time at which an event was made.
 */
public final class Snapshots {

    /** The switch. */
    public static final String PROPERTY = "schema-migrations.snapshots";

    private static final String UPDATE = "update";
    private static final String END = ".schema.txt";
    private static final Path RECEIVED = Path.of("target", "schema-snapshots");

    private final Path folder;
    private final boolean update;

    private Snapshots(Path folder, boolean update) {
        this.folder = folder;
        this.update = update;
    }

    /**
     * Snapshots in a folder, which should hold nothing else.
     *
     * @throws IllegalArgumentException when the switch is neither absent nor on
     */
    public static Snapshots in(Path folder) {
        String value = System.getProperty(PROPERTY, "");
        if (!value.isEmpty() && !value.equals(UPDATE)) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + value + ": it can only be " + UPDATE);
        }
        return new Snapshots(folder, value.equals(UPDATE));
    }

    /** Snapshots in {@code src/test/resources}, in a folder named like the package and the class of the test. */
    public static Snapshots of(Class<?> test) {
        return in(Path.of("src", "test", "resources").resolve(test.getName().replace('.', '/').replace('$', '.')));
    }

    /** The same, written whatever the switch says. */
    public Snapshots updating() {
        return new Snapshots(folder, true);
    }

    /**
     * Holds the schema of a database against its snapshot.
     *
     * @param name the name of the snapshot, for example the id of a migration
     * @throws AssertionError when they differ, or there is none, with how to accept what is
     */
    public void check(String name, TestDatabase database) {
        String file = fileName(name);
        Path path = folder.resolve(file);
        String received = SchemaText.of(database.schema());
        if (update) {
            write(path, received);
            return;
        }
        if (!Files.exists(path)) {
            throw new AssertionError("There is no snapshot " + path + " yet. " + howToAccept(write(received(file), received)));
        }
        String expected = read(path);
        if (!expected.equals(received)) {
            throw new AssertionError(
                    "The schema is not what " + path + " says:\n" + LineDifference.of(expected, received) + "\n"
                            + howToAccept(write(received(file), received)));
        }
    }

    /**
     * Finds snapshots of migrations that there are no more.
     *
     * @param ids the migrations that there are
     * @throws AssertionError when there is one; with the switch on, it is deleted instead
     */
    public void checkNoOthers(Collection<MigrationId> ids) {
        Set<String> expected = ids.stream().map(id -> fileName(id.value())).collect(Collectors.toCollection(TreeSet::new));
        List<Path> others = new ArrayList<>();
        for (Path path : files()) {
            if (!expected.contains(path.getFileName().toString())) {
                others.add(path);
            }
        }
        if (update) {
            others.forEach(Snapshots::delete);
        } else if (!others.isEmpty()) {
            throw new AssertionError("There are snapshots of migrations that there are no more: " + others
                    + ". Delete them, or run the tests once with -D" + PROPERTY + "=" + UPDATE);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(END)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids may hold what file names may not. */
    private static String fileName(String name) {
        StringBuilder file = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0;
            file.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return file + END;
    }

    private Path received(String file) {
        return RECEIVED.resolve(folder.getFileName()).resolve(file);
    }

    private static String howToAccept(Path received) {
        return "What it is stands in " + received + "; if that is what was meant, run the tests once with -D" + PROPERTY + "="
                + UPDATE + " and commit the change";
    }

    private static Path write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            // a checkout may bring the line ends of its machine
            return Files.readString(path).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
