package io.quarkiverse.schema.migrations.dev;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;

/**
 * A migration that is about to be written: its id continues the style of the newest migration, and its files have that one's
 * layout.
 *
 * @param id its id
 * @param up the class path location of its up script
 * @param down the class path location of its down script
 */
public record NewMigration(MigrationId id, String up, String down) {

    private static final String UP = ".up.sql";
    private static final String EXTENSION = ".sql";

    /**
     * Names a migration.
     *
     * @param folder the location that it is for, without a slash at the end
     * @param resolved what the set has now
     * @param name a few words about what it does
     * @param now the time, for ids that are times
     * @throws IllegalArgumentException when the name has no letters or digits; the message says so
     */
    public static NewMigration in(String folder, List<Migration> resolved, String name, LocalDateTime now) {
        List<Migration> here = resolved.stream()
                .filter(m -> m.kind() == MigrationKind.VERSIONED && m.up() instanceof Script)
                .filter(m -> m.up().location().startsWith(folder + "/")).toList();
        Optional<Migration> newest = resolved.stream().filter(m -> m.kind() == MigrationKind.VERSIONED)
                .max(Comparator.naturalOrder());
        Optional<String> path = here.stream().max(Comparator.naturalOrder())
                .map(m -> m.up().location().substring(folder.length() + 1));
        IdStyle style = new IdStyle(newest.map(Migration::id), now);
        if (path.isPresent() && isFlyway(path.get())) {
            String written = path.get().substring(1, path.get().indexOf("__"));
            String version = style.next(written);
            String rest = version + "__" + IdStyle.slug(name, "_") + EXTENSION;
            return new NewMigration(MigrationId.of(version.replace('_', '.')), folder + "/V" + rest, folder + "/U" + rest);
        }
        MigrationId id = style.next(name, path.map(NewMigration::stem));
        if (path.isEmpty() || path.get().contains("/")) {
            return new NewMigration(id, folder + "/" + id + "/up.sql", folder + "/" + id + "/down.sql");
        }
        return new NewMigration(id, folder + "/" + id + UP, folder + "/" + id + ".down.sql");
    }

    private static boolean isFlyway(String path) {
        return path.matches("V[0-9][^/]*?__[^/]+\\.sql");
    }

    /** The id, as the name of a file or folder spells it. */
    private static String stem(String path) {
        int folder = path.indexOf('/');
        if (folder >= 0) {
            return path.substring(0, folder);
        }
        String name = path.substring(0, path.length() - EXTENSION.length());
        int up = name.indexOf(".up");
        return up > 0 ? name.substring(0, up) : name;
    }

    /** The files by their locations. Without a down script there is only one. */
    public Map<String, String> files(String upText, String downText) {
        Map<String, String> files = new LinkedHashMap<>();
        if (downText.isBlank() && up.endsWith(UP)) {
            files.put(up.substring(0, up.length() - UP.length()) + EXTENSION, upText);
            return files;
        }
        files.put(up, upText);
        if (!downText.isBlank()) {
            files.put(down, downText);
        }
        return files;
    }
}
