package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/** What a project has recorded of a set, held against the migrations that there are. Decides, and touches no file. */
final class LockFileComparison {

    private final LockFile recorded;
    private final SortedMap<MigrationId, Migration> migrations = new TreeMap<>();

    /**
     * @param recorded what the lock file says
     * @param migrations what the build has found
     */
    LockFileComparison(LockFile recorded, List<Migration> migrations) {
        this.recorded = recorded;
        migrations.forEach(migration -> this.migrations.put(migration.id(), migration));
    }

    /**
     * What is to be recorded while migrations are being written: new ones at the end, and the newest one as it is now.
     * What is older stays as it was recorded, for others may have it by now.
     */
    LockFile whileDeveloping() {
        Optional<MigrationId> newest = recorded.newest().map(LockedMigration::id);
        List<LockedMigration> lines = new ArrayList<>();
        for (LockedMigration line : recorded.migrations()) {
            if (newest.filter(line.id()::equals).isEmpty()) {
                lines.add(line);
            }
        }
        newest.map(migrations::get).map(LockedMigration::of).ifPresent(lines::add);
        Optional<LockedMigration> last = new LockFile(lines).newest();
        migrations.values().stream().map(LockedMigration::of)
                .filter(line -> recorded.of(line.id()).isEmpty())
                .filter(line -> line.isRepeatable() || last.filter(before -> before.compareTo(line) > 0).isEmpty())
                .forEach(lines::add);
        return new LockFile(lines);
    }

    /**
     * All that differs, and what to do about it.
     *
     * @param shown the path of the lock file, for messages
     * @param rewriting the setting that accepts all of it
     */
    List<SourceProblem> problems(String shown, String rewriting) {
        List<SourceProblem> problems = new ArrayList<>();
        for (LockedMigration line : recorded.migrations()) {
            Migration migration = migrations.get(line.id());
            if (migration == null) {
                problems.add(new SourceProblem(shown, "records '" + line.id() + "', which is gone; restore it, or, if no"
                        + " database has it, take it out with " + rewriting));
            } else {
                changed(line, migration).ifPresent(location -> problems.add(new SourceProblem(location, "has changed since "
                        + shown + " recorded it; restore it, and put the change into a new migration, or, if no database has"
                        + " it, record it as it is with " + rewriting)));
            }
        }
        Optional<LockedMigration> last = lastThatIsThere();
        for (Migration migration : migrations.values()) {
            if (recorded.of(migration.id()).isEmpty()) {
                problems.add(new SourceProblem(migration.up().location(), unrecorded(migration, last, shown, rewriting)));
            }
        }
        return problems;
    }

    private static Optional<String> changed(LockedMigration line, Migration migration) {
        LockedMigration now = LockedMigration.of(migration);
        LockedMigration earlier = LockedMigration.asWritten(migration);
        boolean sameUp = line.up().equals(now.up()) || line.up().equals(earlier.up());
        if (sameUp && (line.down().equals(now.down()) || line.down().equals(earlier.down()))) {
            return Optional.empty();
        }
        return Optional.of(sameUp && migration.down().isPresent() ? migration.down().get().location()
                : migration.up().location());
    }

    /** One that is gone has not to be overtaken: to rename the newest is to remove it and to add another. */
    private Optional<LockedMigration> lastThatIsThere() {
        return new LockFile(recorded.migrations().stream().filter(line -> migrations.containsKey(line.id())).toList())
                .newest();
    }

    private static String unrecorded(Migration migration, Optional<LockedMigration> last, String shown, String rewriting) {
        LockedMigration line = LockedMigration.of(migration);
        Optional<LockedMigration> after = last.filter(other -> !line.isRepeatable() && other.compareTo(line) > 0);
        return after.map(other -> "is not recorded in " + shown + " and comes before '" + other.id() + "', which is; give it"
                + " an id after that, or accept its place with " + rewriting)
                .orElseGet(() -> "is not recorded in " + shown + "; start development mode once, or build with " + rewriting
                        + ", and commit the file");
    }
}
