package io.quarkiverse.schema.migrations.internal.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.quarkiverse.schema.migrations.internal.source.SourceRoot.Origin;

/**
 * What one owner has in one location: the application, with what its tests override, or one jar, or one directory.
 * Only within a tree do up and down scripts and variants belong together.
 *
 * @param files what lies directly in the location, by name
 * @param folders what lies in each of its sub-folders, by name and name; what is below that is not looked into
 */
record SourceTree(SortedMap<String, SourceFile> files, SortedMap<String, SourceFolder> folders) {

    /** Stands in a decoded name for what could not be decoded. */
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * A sub-folder of a location.
     *
     * @param folder the folder itself
     * @param content what lies directly in it, by name
     */
    record SourceFolder(SourceFile folder, SortedMap<String, SourceFile> content) {
    }

    /** The trees of all roots, in the roots' order. Ignored names are not in them. */
    static Collection<SourceTree> of(List<SourceRoot> roots, Findings findings) {
        Map<List<String>, SourceTree> trees = new LinkedHashMap<>();
        List<SourceRoot> strongestFirst = new ArrayList<>(roots);
        strongestFirst.sort(Comparator.comparing(SourceRoot::origin));
        for (SourceRoot root : strongestFirst) {
            SourceTree tree = trees.computeIfAbsent(List.of(root.location(), root.artifact()),
                    owner -> new SourceTree(new TreeMap<>(), new TreeMap<>()));
            tree.add(root, roots, findings);
        }
        return trees.values();
    }

    /** Adds a root's files where no stronger root of the same owner has one of the same path. */
    private void add(SourceRoot root, List<SourceRoot> roots, Findings findings) {
        for (SourceFile file : list(root, root.folder(), "", findings)) {
            if (!Files.isDirectory(file.path())) {
                files.putIfAbsent(file.name(), file);
            } else if (roots.stream().noneMatch(other -> isWithin(file.location(), other.location()))) {
                SourceFolder folder = folders.computeIfAbsent(file.name(), name -> new SourceFolder(file, new TreeMap<>()));
                list(root, file.path(), file.name() + "/", findings)
                        .forEach(inner -> folder.content().putIfAbsent(inner.name(), inner));
            }
        }
    }

    /** Whether a location is the folder or lies below it: then the folder is no migration but on the way to others. */
    private static boolean isWithin(String folder, String location) {
        return location.equals(folder) || location.startsWith(folder + "/");
    }

    private static List<SourceFile> list(SourceRoot root, Path folder, String prefix, Findings findings) {
        List<SourceFile> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            Admission admission = admission(root, findings);
            for (Path entry : entries) {
                String name = nameOf(entry);
                if (isGarbled(name, entry)) {
                    garbled(new SourceFile(root, entry, prefix + name), findings);
                } else if (!isPassedOver(name)) {
                    admission.admit(new SourceFile(root, entry, prefix + name)).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            unreadable(root, prefix, e, findings);
        } catch (DirectoryIteratorException e) {
            unreadable(root, prefix, e.getCause(), findings);
        }
        return found;
    }

    /** What of a folder's content is read. */
    @FunctionalInterface
    private interface Admission {
        Optional<SourceFile> admit(SourceFile file);
    }

    private static Admission admission(SourceRoot root, Findings findings) throws IOException {
        return root.origin() == Origin.DIRECTORY ? DirectoryGuard.around(root.folder(), findings)::admit : Optional::of;
    }

    private static void unreadable(SourceRoot root, String prefix, IOException e, Findings findings) {
        SourceFile folder = new SourceFile(root, root.folder(), prefix);
        String shown = folder.shown().replaceFirst("/$", "");
        if (e instanceof NoSuchFileException) {
            findings.problem(shown, "does not exist; create it, or take it out of the configuration");
        } else {
            findings.problem(shown, "cannot be read (" + e + "); check that it is a folder and its permissions");
        }
    }

    /** Zip file systems may end the names of folders with a slash. */
    private static String nameOf(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether a name's bytes are no text in the encoding that Java has for names, so that others could decode alike. */
    private static boolean isGarbled(String name, Path entry) {
        if (name.indexOf(REPLACEMENT) < 0) {
            return false;
        }
        try {
            return !entry.resolveSibling(name).equals(entry);
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private static void garbled(SourceFile file, Findings findings) {
        findings.problem(file.shown(), "has a name that cannot be decoded: Java reads the names of files as "
                + System.getProperty("sun.jnu.encoding")
                + " here; set the environment variable LC_ALL to C.UTF-8, or to another"
                + " locale that is UTF-8, or rename it if its name is not UTF-8");
    }

    private static boolean isPassedOver(String name) {
        return name.startsWith(".") || name.startsWith("README") || name.toLowerCase(Locale.ROOT).endsWith(".md");
    }

    /**
     * Keeps what is read from a directory inside of it, wherever symbolic links lead. Links within the directory are followed:
     * Kubernetes mounts the files of a ConfigMap as such.
     */
    private static final class DirectoryGuard {

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
}
