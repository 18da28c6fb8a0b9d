package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.ListenerException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.RunReport;

/** The commands of a set that has several schemas: given once, done in each. The sources are asked once per command. */
public final class ManySchemas extends Commands {

    private final Engine engine;
    private final List<String> schemas;
    private final int parallel;

    /**
     * @param engine the set's commands, in no schema yet
     * @param schemas where they are done, in this order; not empty
     * @param parallel in how many at a time
     */
    public ManySchemas(Engine engine, List<String> schemas, int parallel) {
        this.engine = engine;
        this.schemas = List.copyOf(schemas);
        this.parallel = parallel;
    }

    /** The same, done by another engine. */
    public ManySchemas by(UnaryOperator<Engine> other) {
        return new ManySchemas(other.apply(engine), schemas, parallel);
    }

    @Override
    public String set() {
        return engine.set();
    }

    @Override
    public List<String> schemas() {
        return schemas;
    }

    @Override
    public SchemaMigrations inSchema(String schema) {
        return engine.inSchema(schema);
    }

    /** It is for the schemas in which there is something to resolve, even if that is one of many. */
    @Override
    public ChangeReport resolve(MigrationId id, Resolution as) {
        InEachSchema<ChangeReport> work = work(Command.resolve(id, as));
        Map<String, SchemaMigrationsException> failures = work.failures();
        if (!work.reports().isEmpty()) {
            failures.values().removeIf(UnknownTargetException.class::isInstance);
        }
        refuseFailures(failures, work.notBegun());
        return ChangeReport.of(set(), work.reports());
    }

    @Override
    protected <R> R execute(Command<R> command) {
        long began = System.nanoTime();
        InEachSchema<R> work = work(command);
        R report = command.joined().of(set(), work.reports(), Duration.ofNanos(System.nanoTime() - began));
        if (!(report instanceof RunReport run)) {
            refuseFailures(work.failures(), work.notBegun());
            return report;
        }
        LoggingListener.ended(run, schemas.size(), work.failures().size());
        try {
            refuseFailures(work.failures(), work.notBegun());
        } catch (SchemasFailedException e) {
            throw e.with(run);
        }
        return report;
    }

    private <R> InEachSchema<R> work(Command<R> command) {
        Engine once = engine.withSourcesOfNow();
        refuseImpossible();
        InEachSchema<R> work = new InEachSchema<>(schemas,
                schema -> command.work().apply(once.inSchema(schema)), command.partial(),
                engine.settings.surroundings()::carrying);
        work.run(set(), parallel);
        return work;
    }

    /** Asks without a statement whether there can be schemas of these names; all that are wrong are listed. */
    private void refuseImpossible() {
        try (Connection connection = new Session.Connecting(engine.settings, engine.listener()).connect()) {
            Dialect dialect = engine.settings.dialects().of(connection);
            List<String> objections = schemas.stream().flatMap(schema -> dialect.objectionToSchema(schema).stream()).distinct()
                    .toList();
            if (!objections.isEmpty()) {
                throw new InvalidSettingException("schemas: " + String.join("; ", objections));
            }
        } catch (SQLException e) {
            throw Failures.ofDatabase(set(), e);
        }
    }

    private void refuseFailures(Map<String, SchemaMigrationsException> failures, List<String> notBegun) {
        if (!failures.isEmpty() || !notBegun.isEmpty()) {
            throw new SchemasFailedException(set(), schemas.size(), failures, notBegun);
        }
    }

    /**
     * One command in one schema after the other, or in several at a time. A schema that fails does not stop the others; a
     * listener does, and so does whoever interrupts the thread.
     *
     * @param <T> what the command reports
     */
    static final class InEachSchema<T> {

        private final List<String> schemas;
        private final Function<String, T> command;
        private final Function<SchemaMigrationsException, Optional<T>> partial;
        private final UnaryOperator<Runnable> carrying;
        private final Queue<String> waiting;
        private final Map<String, T> reports = new ConcurrentHashMap<>();
        private final Map<String, SchemaMigrationsException> failures = new ConcurrentHashMap<>();
        private volatile boolean stopped;
        private volatile Throwable unexpected;

        /**
         * @param schemas where
         * @param command what is done in a schema
         * @param partial what was done in it before that failed, where there is a report of it
         * @param carrying gives work what belongs to the thread that calls it, before another thread does it
         */
        InEachSchema(List<String> schemas, Function<String, T> command,
                Function<SchemaMigrationsException, Optional<T>> partial, UnaryOperator<Runnable> carrying) {
            this.carrying = carrying;
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
                Thread thread = new Thread(carrying.apply(this::work), "schema-migrations " + set + " " + worker);
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
}
