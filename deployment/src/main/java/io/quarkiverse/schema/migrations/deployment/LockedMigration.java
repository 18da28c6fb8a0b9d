package io.quarkiverse.schema.migrations.deployment;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.Work;

/**
 * A line of a lock file. Where there is no checksum stands a hyphen; a repeatable migration is there to be edited, so
 * its up script is known as that and by no checksum.
 *
 * @param id the name of the migration within its set
 * @param up what tells whether its way up has changed, or {@value #REPEATABLE}
 * @param down what tells whether its way down has changed
 */
record LockedMigration(MigrationId id, String up, String down) implements Comparable<LockedMigration> {

    private static final String NONE = "-";
    private static final String REPEATABLE = "repeatable";
    private static final int FIELDS = 3;

    static LockedMigration of(Migration migration) {
        return of(migration, Work::verifiedBy);
    }

    /** As an earlier release of this extension has recorded it, whose checksums were of scripts with their directives. */
    static LockedMigration asWritten(Migration migration) {
        return of(migration, work -> work instanceof Script script ? Optional.of(script.asWritten()) : work.verifiedBy());
    }

    private static LockedMigration of(Migration migration, Function<Work, Optional<Checksum>> checksum) {
        return new LockedMigration(migration.id(),
                migration.kind() == MigrationKind.REPEATABLE ? REPEATABLE : text(checksum.apply(migration.up())),
                text(migration.down().flatMap(checksum)));
    }

    private static String text(Optional<Checksum> checksum) {
        return checksum.map(Checksum::hex).orElse(NONE);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    static LockedMigration parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("is not an id and two checksums with tabs between them");
        }
        requireChecksum(fields[1], REPEATABLE);
        requireChecksum(fields[2], NONE);
        return new LockedMigration(new MigrationId(fields[0]), fields[1], fields[2]);
    }

    private static void requireChecksum(String text, String other) {
        if (!text.equals(NONE) && !text.equals(other)) {
            new Checksum(text);
        }
    }

    /** Whether it runs again whenever it has changed. */
    boolean isRepeatable() {
        return up.equals(REPEATABLE);
    }

    String line() {
        return id.value() + '\t' + up + '\t' + down;
    }

    /** The order in which migrations are applied. */
    @Override
    public int compareTo(LockedMigration other) {
        return Comparator.comparing(LockedMigration::isRepeatable).thenComparing(LockedMigration::id).compare(this, other);
    }
}
