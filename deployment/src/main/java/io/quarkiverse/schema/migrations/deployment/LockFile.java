package io.quarkiverse.schema.migrations.deployment;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.model.MigrationId;

/** The migrations of a set as a project has recorded them, in their order. */
final class LockFile {

    private static final String HEADER = """
            # Migrations and the checksums of their up and down scripts. Commit this file; the build holds the scripts against it.
            # A merge conflict? Keep the lines of both sides, give the migration that nobody has yet an id after all others,
            # and build once with update-lock-file=true.
            """;

    private final SortedMap<MigrationId, LockedMigration> migrations = new TreeMap<>();

    LockFile(Collection<LockedMigration> migrations) {
        migrations.forEach(migration -> this.migrations.put(migration.id(), migration));
    }

    /** All migrations, in the order in which they are applied. */
    SortedSet<LockedMigration> migrations() {
        return new TreeSet<>(migrations.values());
    }

    Optional<LockedMigration> of(MigrationId id) {
        return Optional.ofNullable(migrations.get(id));
    }

    /** The last of the migrations that run once. */
    Optional<LockedMigration> newest() {
        return migrations.values().stream().filter(migration -> !migration.isRepeatable()).reduce((a, b) -> b);
    }

    /** What stands in the file: the same for the same migrations. */
    String text() {
        StringBuilder text = new StringBuilder(HEADER);
        migrations().forEach(migration -> text.append(migration.line()).append('\n'));
        return text.toString();
    }
}
