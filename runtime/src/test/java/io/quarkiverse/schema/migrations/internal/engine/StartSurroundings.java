package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.report.RunReport;

/** What an application's engine finds only when it needs it, and how often it did. */
final class StartSurroundings implements EngineSettings.Surroundings {

    private final List<Migration> migrations;
    private final Runnable whenAsked;
    final List<MigrationListener> listeners = new ArrayList<>();
    int askedForSources;
    int askedForListeners;

    /**
     * @param whenAsked done when the engine asks for the sources, which is after its first statement
     */
    StartSurroundings(List<Migration> migrations, Runnable whenAsked) {
        this.migrations = migrations;
        this.whenAsked = whenAsked;
    }

    @Override
    public List<MigrationSource> sources() {
        askedForSources++;
        whenAsked.run();
        return List.of(() -> migrations);
    }

    @Override
    public List<MigrationListener> listeners() {
        askedForListeners++;
        return listeners;
    }

    @Override
    public boolean isHeard(RunReport report) {
        return !listeners.isEmpty();
    }

    @Override
    public void retire(Connection connection) {
        // these connections end when they are closed
    }
}
