package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;

import org.jboss.logging.Logger;

/**
 * Has continuous testing run the tests again when a directory of scripts or a lock file changes. Quarkus notices by itself what
 * changes in
 * folders of the project; for everything else it waits for a request, and tests make none.
 */
final class TestedDirectories {

    private static final int PERIOD_IN_MILLIS = 1000;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final Timer timer = new Timer("schema-migrations directories", true);
    private final Runnable runTests;
    private Set<Path> directories = Set.of();
    private Set<Path> recorded = Set.of();
    private Map<Path, String> seen = Map.of();
    private Map<Path, String> suspected = Map.of();

    /** @param runTests runs them when continuous testing is on, and returns at once */
    TestedDirectories(Runnable runTests) {
        this.runTests = runTests;
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.warn("The directories of migrations could not be looked at, and are looked at again", e);
                }
            }
        }, PERIOD_IN_MILLIS, PERIOD_IN_MILLIS);
    }

    /**
     * Says which paths there are from now on; what has changed in directories already is seen as before.
     *
     * @param paths directories and files
     * @param written those files that this build has just written or checked: no reason to run the tests again
     */
    synchronized void are(Set<Path> paths, Set<Path> written) {
        Map<Path, String> now = state(paths);
        if (paths.equals(directories)) {
            Map<Path, String> known = new TreeMap<>(seen);
            known.keySet().removeAll(written);
            now.keySet().retainAll(written);
            now.putAll(known);
        }
        directories = Set.copyOf(paths);
        recorded = Set.copyOf(written);
        seen = now;
    }

    private synchronized void look() {
        Map<Path, String> now = state(directories);
        if (now.equals(seen)) {
            return;
        }
        // a file that a build is writing counts once the build has ended
        boolean sure = now.equals(suspected) || !without(now).equals(without(seen));
        suspected = now;
        if (sure) {
            seen = now;
            runTests.run();
        }
    }

    private Map<Path, String> without(Map<Path, String> state) {
        Map<Path, String> others = new TreeMap<>(state);
        others.keySet().removeAll(recorded);
        return others;
    }

    private static Map<Path, String> state(Set<Path> paths) {
        Map<Path, String> state = new TreeMap<>();
        paths.stream().flatMap(path -> WatchedDirectory.paths(path).stream()).filter(path -> !Files.isDirectory(path))
                .forEach(path -> state.put(path, state(path)));
        return state;
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return "gone";
        }
    }

    /** Ends the watch. */
    void end() {
        timer.cancel();
    }
}
