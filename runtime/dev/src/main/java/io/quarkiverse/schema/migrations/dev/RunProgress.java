package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepProgress;
import io.quarkiverse.schema.migrations.report.StepReport;

/** Remembers how far the runs of this application are. */
public class RunProgress implements MigrationListener {

    private final Map<String, ProgressView> running;
    private final String schema;

    RunProgress() {
        this(new ConcurrentHashMap<>(), "");
    }

    private RunProgress(Map<String, ProgressView> running, String schema) {
        this.running = running;
        this.schema = schema;
    }

    /**
     * How far a run is.
     *
     * @param set the set
     * @param schema the schema; empty for that of the connection
     * @param step how many steps are done
     * @param steps how many there are
     * @param text what it does now
     */
    public record ProgressView(String set, String schema, int step, int steps, String text) {
    }

    List<ProgressView> of(String set) {
        return running.values().stream().filter(view -> view.set().equals(set)).toList();
    }

    @Override
    public MigrationListener inSchema(String name) {
        return new RunProgress(running, name);
    }

    private void put(String set, int step, int steps, String text) {
        running.put(key(set), new ProgressView(set, schema, step, steps, text));
    }

    private String key(String set) {
        return set + '\n' + schema;
    }

    private ProgressView now(String set) {
        return running.getOrDefault(key(set), new ProgressView(set, schema, 0, 0, ""));
    }

    @Override
    public void beforeRun(String set, List<MigrationId> planned) {
        put(set, 0, planned.size(), "");
    }

    @Override
    public void beforeStep(String set, MigrationId id, Direction direction) {
        put(set, now(set).step(), now(set).steps(), (direction == Direction.UP ? "applying " : "rolling back ") + id);
    }

    @Override
    public void stillRunning(StepProgress progress) {
        put(progress.set(), progress.step() - 1, progress.steps(),
                (progress.direction() == Direction.UP ? "applying " : "rolling back ") + progress.id() + ", statement "
                        + progress.statement() + " of " + progress.statements() + ", for " + progress.elapsed().toSeconds()
                        + " s");
    }

    @Override
    public void afterStep(String set, StepReport step) {
        put(set, now(set).step() + 1, now(set).steps(), "");
    }

    @Override
    public void afterRun(RunReport report) {
        running.remove(key(report.set()));
    }

    @Override
    public void runFailed(RunReport report, RuntimeException failure) {
        running.remove(key(report.set()));
    }
}
