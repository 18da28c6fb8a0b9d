package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Collectors;

/**
 * Has continuous testing run the tests again when a directory of scripts changes. Quarkus notices by itself what changes in
 * folders of the project; for everything else it waits for a request, and tests make none.
 */
final class TestedDirectories {

    private static final int PERIOD_IN_MILLIS = 1000;

    private final Timer timer = new Timer("schema-migrations directories", true);
    private final Runnable runTests;
    private Set<Path> directories = Set.of();
    private List<String> seen = List.of();

    /** @param runTests runs them when continuous testing is on, and returns at once */
    TestedDirectories(Runnable runTests) {
        this.runTests = runTests;
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                look();
            }
        }, PERIOD_IN_MILLIS, PERIOD_IN_MILLIS);
    }

    /** Says which directories there are from now on; what has changed in them already is seen as before. */
    synchronized void are(Set<Path> paths) {
        if (!paths.equals(directories)) {
            directories = Set.copyOf(paths);
            seen = state();
        }
    }

    private synchronized void look() {
        List<String> now = state();
        if (!now.equals(seen)) {
            seen = now;
            runTests.run();
        }
    }

    private List<String> state() {
        return directories.stream().sorted().flatMap(directory -> WatchedDirectory.paths(directory).stream())
                .filter(path -> !Files.isDirectory(path)).map(TestedDirectories::state).collect(Collectors.toList());
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return file + " gone";
        }
    }

    /** Ends the watch. */
    void end() {
        timer.cancel();
    }
}
