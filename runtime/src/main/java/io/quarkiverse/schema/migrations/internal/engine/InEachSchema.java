package io.quarkiverse.schema.migrations.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;

/**
 * One command in one schema after the other, or in several at a time. A schema that fails does not stop the others; a listener
 * does, and so does whoever interrupts the thread.
 *
 * @param <T> what the command reports
 */
final class InEachSchema<T> {

    private final List<String> schemas;
    private final Function<String, T> command;
    private final Function<SchemaMigrationsException, Optional<T>> partial;
    private final Queue<String> waiting;
    private final Map<String, T> reports = new ConcurrentHashMap<>();
    private final Map<String, SchemaMigrationsException> failures = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile Throwable unexpected;

    /**
     * @param schemas where
     * @param command what is done in a schema
     * @param partial what was done in it before that failed, where there is a report of it
     */
    InEachSchema(List<String> schemas, Function<String, T> command,
            Function<SchemaMigrationsException, Optional<T>> partial) {
        this.schemas = schemas;
        this.partial = partial;
        this.command = command;
        this.waiting = new ConcurrentLinkedQueue<>(schemas);
    }

    /**
     * Does it, and comes back when all are done.
     *
     * @param parallel in how many schemas at a time
     */
    void run(String set, int parallel) {
        int workers = Math.min(parallel, schemas.size());
        if (workers == 1) {
            work();
        } else {
            workTogether(set, workers);
        }
        if (unexpected instanceof Error error) {
            throw error;
        }
        if (unexpected instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void work() {
        while (!stopped) {
            String schema = waiting.poll();
            if (schema == null) {
                return;
            }
            work(schema);
            if (Thread.currentThread().isInterrupted()) {
                stopped = true;
            }
        }
    }

    private void work(String schema) {
        try {
            reports.put(schema, command.apply(schema));
        } catch (SchemaMigrationsException e) {
            failures.put(schema, e);
            partial.apply(e).ifPresent(report -> reports.put(schema, report));
            stopped |= e instanceof ListenerException;
        } catch (RuntimeException | Error e) {
            unexpected = e;
            stopped = true;
        }
    }

    private void workTogether(String set, int workers) {
        List<Thread> threads = new ArrayList<>();
        for (int worker = 1; worker <= workers; worker++) {
            Thread thread = new Thread(this::work, "schema-migrations " + set + " " + worker);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= join(thread, threads);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing goes on behind the caller's back: an interruption is handed on, and what is being done is waited for. */
    private boolean join(Thread thread, List<Thread> all) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                stopped = true;
                all.forEach(Thread::interrupt);
            }
        }
    }

    /** What the command reported, where it failed as well, in the order of the schemas. */
    Map<String, T> reports() {
        return inOrder(reports);
    }

    /** Where it failed, in the order of the schemas. */
    Map<String, SchemaMigrationsException> failures() {
        return inOrder(failures);
    }

    /** The schemas whose turn did not come. */
    List<String> notBegun() {
        return List.copyOf(waiting);
    }

    private <V> Map<String, V> inOrder(Map<String, V> values) {
        Map<String, V> ordered = new LinkedHashMap<>();
        schemas.stream().filter(values::containsKey).forEach(schema -> ordered.put(schema, values.get(schema)));
        return ordered;
    }
}
