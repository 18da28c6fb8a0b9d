package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** The lock file of a set, where it lies in the project. */
final class SetLockFile {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final String set;
    private final String shown;
    private final Path file;
    private final Set<MigrationId> ofTests;
    private final String rewriting;

    /**
     * @param set the name of the set
     * @param shown its path as it is configured
     * @param file where that is
     * @param ofTests the migrations that are there for tests alone, or as tests have them: they are neither recorded nor
     *        compared, and what is recorded of them stays
     */
    SetLockFile(String set, String shown, Path file, Set<MigrationId> ofTests) {
        this.set = set;
        this.shown = shown;
        this.file = file;
        this.ofTests = ofTests;
        this.rewriting = new SetKey(set, "update-lock-file") + "=true";
    }

    /** Records the migrations as they are. */
    void write(List<Migration> migrations) {
        LockFile recorded = new LockFileReader(shown, rewriting).read(text().orElse(""));
        write(new LockFile(Stream.concat(
                recorded.migrations().stream().filter(line -> ofTests.contains(line.id())),
                migrations.stream().map(LockedMigration::of).filter(line -> !ofTests.contains(line.id()))).toList()));
    }

    /** Records what is new, and the newest migration as it is, and warns of all else. */
    void develop(List<Migration> migrations) {
        LockFile next = new LockFileComparison(read(), migrations).whileDeveloping();
        write(next);
        new LockFileComparison(next, migrations).problems(shown, rewriting).forEach(LOG::warn);
    }

    /**
     * Compares.
     *
     * @throws InvalidSourcesException when anything differs
     */
    void check(List<Migration> migrations) {
        List<Migration> own = migrations.stream().filter(migration -> !ofTests.contains(migration.id())).toList();
        if (!Files.exists(file) && !own.isEmpty()) {
            throw invalid(List.of(new SourceProblem(shown, "does not exist; start development mode once, or build with "
                    + rewriting + ", and commit the file")));
        }
        LockFile recorded = new LockFile(
                read().migrations().stream().filter(line -> !ofTests.contains(line.id())).toList());
        List<SourceProblem> problems = new LockFileComparison(recorded, own).problems(shown, rewriting);
        if (!problems.isEmpty()) {
            throw invalid(problems);
        }
    }

    private LockFile read() {
        LockFileReader reader = new LockFileReader(shown, rewriting);
        LockFile recorded = reader.read(text().orElse(""));
        if (!reader.problems().isEmpty()) {
            throw invalid(reader.problems());
        }
        return recorded;
    }

    private Optional<String> text() {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw invalid(List.of(new SourceProblem(shown, "cannot be read (" + e + "); it must be a file of UTF-8 text, see "
                    + new SetKey(set, "lock-file"))));
        }
    }

    /** Leaves a file that says the same already as it is, with the line ends that version control has given it. */
    private void write(LockFile next) {
        String before = text().map(text -> text.replace("\r\n", "\n")).orElse("");
        if (before.equals(next.text())) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, next.text());
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file '" + shown + "' of the migration set '" + set
                    + "' cannot be written to " + file, e);
        }
        LOG.infof("Migration set '%s': %s is written, commit it with the migrations", set, shown);
    }

    private InvalidSourcesException invalid(List<SourceProblem> problems) {
        return new InvalidSourcesException(set, problems);
    }
}
