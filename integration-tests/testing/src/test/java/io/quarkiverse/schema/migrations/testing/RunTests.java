package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class as JUnit does, and tells what became of each test: its path of names, and what it said. */
final class RunTests implements TestExecutionListener {

    static final String PASSED = "passed";

    private final Map<String, String> results = new LinkedHashMap<>();
    private TestPlan plan;

    private RunTests() {
    }

    static Map<String, String> of(Class<?> type) {
        RunTests run = new RunTests();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(type))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .build(), run);
        return run.results;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest() && result.getThrowable().isEmpty()) {
            return;
        }
        Deque<String> path = new ArrayDeque<>();
        for (TestIdentifier its = test; its != null; its = plan.getParent(its).orElse(null)) {
            path.addFirst(its.getDisplayName());
        }
        // the engine and the class
        path.pollFirst();
        path.pollFirst();
        results.put(String.join(" > ", path), result.getThrowable()
                .map(t -> result.getStatus().name().toLowerCase(Locale.ROOT) + ": " + t.getMessage()).orElse(PASSED));
    }
}
