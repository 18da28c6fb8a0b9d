package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what is read from a directory inside of it, wherever symbolic links lead. Links within the directory are followed:
 * Kubernetes mounts the files of a ConfigMap as such.
 */
final class DirectoryGuard {

    private final Path real;
    private final Findings findings;

    private DirectoryGuard(Path real, Findings findings) {
        this.real = real;
        this.findings = findings;
    }

    /**
     * @param directory the directory, which may be a link itself
     * @throws IOException when it is not there
     */
    static DirectoryGuard around(Path directory, Findings findings) throws IOException {
        return new DirectoryGuard(directory.toRealPath(), findings);
    }

    /** The file where it really lies, so that a link is not followed a second time; empty when it is not to be read. */
    Optional<SourceFile> admit(SourceFile file) {
        try {
            Path place = file.path().toRealPath();
            if (!place.startsWith(real)) {
                findings.problem(file.shown(), "is a symbolic link that leads out of the directory, where nothing is read;"
                        + " copy what it leads to into the directory, or delete it");
            } else if (!Files.isRegularFile(place) && !Files.isDirectory(place)) {
                findings.problem(file.shown(), "is neither a file nor a folder; delete it");
            } else {
                return Optional.of(new SourceFile(file.root(), place, file.relative()));
            }
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(file.path())) {
                findings.problem(file.shown(), "is a symbolic link that leads nowhere; delete it");
            }
            // anything else was there a moment ago, and is gone
        } catch (IOException e) {
            findings.problem(file.shown(), "cannot be read (" + e + "); check where it leads and its permissions");
        }
        return Optional.empty();
    }
}
