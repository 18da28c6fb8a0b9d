package io.quarkiverse.schema.migrations.dev;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** What the page about safe changes and the tools of the Dev MCP server ask for. Every public method is one of them. */
public class SafetyService {

    private static final String SET = "Name of the migration set; <default> for the default set";
    private static final String SCHEMA = "Name of the schema; empty for the first schema of the set, and for a set without a list"
            + " of schemas";
    private static final String FROM = "Id of the first migration to measure, and all after it; empty for the pending ones, or the"
            + " last one when none is pending";

    @Inject
    DevelopmentFacts facts;

    private final AtomicReference<SafetyTrial> running = new AtomicReference<>();

    /**
     * What would be measured.
     *
     * @param refusal why nothing can be measured; null when something can
     * @param notes what would be done, and what holds on this kind of database
     * @param migrations the migrations that would be measured, in order
     * @param inJava the migrations in Java that would run
     */
    public record SafetyPlanView(String refusal, List<String> notes, List<MigrationView> migrations, List<String> inJava) {
    }

    @JsonRpcDescription("Tells which database migrations measureSafety would measure, where it would run them, and whether"
            + " migrations in Java are among them. Changes nothing.")
    @DevMCPEnableByDefault
    public SafetyPlanView planMeasurement(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(FROM) String from) {
        try {
            SafetyPlan plan = SafetyPlan.of(facts, set, schema, from);
            return new SafetyPlanView(plan.measured().isEmpty() ? "The set has no migrations." : null, plan.notes(),
                    plan.measured().stream().map(MigrationView::of).toList(), plan.inJava());
        } catch (RuntimeException e) {
            return new SafetyPlanView(String.valueOf(e.getMessage()), List.of(), List.of(), List.of());
        }
    }

    @JsonRpcDescription("Measures what database migrations would do to a database in use: which locks each takes on which table"
            + " and for how long, which tables it rewrites or reads in full, what an older release cannot work with, and how to"
            + " write it safely. Runs the migrations in a scratch database with generated rows; the development database is not"
            + " touched. Takes seconds to minutes.")
    public SafetyView measureSafety(@JsonRpcDescription(SET) String set, @JsonRpcDescription(SCHEMA) String schema,
            @JsonRpcDescription(FROM) String from,
            @JsonRpcDescription("How many generated rows each table is given: 1000, 10000, 100000, …") String rows,
            @JsonRpcDescription("Whether migrations in Java may run: true or false. They get a connection to the scratch database;"
                    + " what else they use, such as an injected datasource, is that of the application.") String java) {
        try {
            SafetyPlan plan = SafetyPlan.of(facts, set, schema, from);
            List<String> inJava = plan.inJava();
            if (!inJava.isEmpty() && !Boolean.parseBoolean(java)) {
                throw new IllegalArgumentException("Nothing was measured: " + String.join(", ", inJava) + (inJava.size() == 1
                        ? " is"
                        : " are") + " in Java, and may reach more than the scratch database."
                        + " Allow Java migrations to run there.");
            }
            return run(new SafetyTrial(plan, rows(rows)));
        } catch (RuntimeException e) {
            return SafetyView.failed(e, null);
        }
    }

    private SafetyView run(SafetyTrial trial) {
        if (!running.compareAndSet(null, trial)) {
            throw new IllegalStateException("A measurement is running already. Wait until it has ended, or stop it.");
        }
        try {
            return trial.run();
        } finally {
            running.set(null);
        }
    }

    @JsonRpcDescription("Stops the measurement that runs, whose report then says what was measured until then. Returns whether one"
            + " was running.")
    public boolean stopMeasurement() {
        SafetyTrial trial = running.get();
        if (trial != null) {
            trial.stop();
        }
        return trial != null;
    }

    @PreDestroy
    void end() {
        stopMeasurement();
    }

    private static int rows(String rows) {
        try {
            int number = Integer.parseInt(rows.strip());
            if (number >= 1 && number <= 10_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same
        }
        throw new IllegalArgumentException("'" + rows + "' is not a number of rows from 1 to 10000000");
    }

    /** What the measurement that runs is doing; empty when none runs. */
    public String getMeasurementProgress() {
        SafetyTrial trial = running.get();
        return trial == null ? "" : trial.progress();
    }
}
