package io.quarkiverse.schema.migrations.runtime.observe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.internal.plan.Plan.LeftToCallerException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.runtime.CommandObserver;
import io.quarkiverse.schema.migrations.runtime.MigrationSet;
import io.quarkiverse.schema.migrations.runtime.SetStart;
import io.quarkus.arc.Arc;

/** Makes one span per run, and below it one per migration. They hold no SQL and no message of the database. */
public final class RunSpans implements CommandObserver {

    private static final AttributeKey<String> SET = AttributeKey.stringKey("schema_migrations.set");
    private static final AttributeKey<String> SCHEMA = AttributeKey.stringKey("schema_migrations.schema");
    private static final AttributeKey<String> ID = AttributeKey.stringKey("schema_migrations.id");
    private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private static final ContextKey<OpenStep> STEP = ContextKey.named("schema-migrations-step");

    private Tracer tracer;

    /** Where the extension is switched off ({@code quarkus.otel.enabled}), there is no such bean. */
    private synchronized Tracer tracer() {
        if (tracer == null) {
            Instance<OpenTelemetry> bean = Arc.container().select(OpenTelemetry.class);
            tracer = (bean.isResolvable() ? bean.get() : OpenTelemetry.noop()).getTracer("io.quarkiverse.schema-migrations");
        }
        return tracer;
    }

    private SpanBuilder span(String name, MigrationSet set) {
        return tracer().spanBuilder("schema-migrations " + name).setAttribute(SET, set.name())
                .setAttribute(DATABASE, set.databaseKind());
    }

    @Override
    public RunReport observe(MigrationSet set, String command, Supplier<RunReport> work) {
        Span span = span(command, set).startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.get();
        } catch (LeftToCallerException e) {
            throw e; // development mode goes on in another way
        } catch (RuntimeException | Error e) {
            fail(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static void fail(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR, SetStart.reason(failure));
        span.setAttribute(ERROR, failure.getClass().getName());
    }

    @Override
    public MigrationListener steps(MigrationSet set) {
        return new StepSpans(set, Optional.empty());
    }

    @Override
    public Runnable carrying(Runnable work) {
        return Context.current().wrap(work);
    }

    /** The step that a thread is at; it is the current span there, for what a migration in Java calls. */
    private record OpenStep(StepSpans owner, MigrationId id, Span span, Scope[] scope) {

        void end() {
            scope[0].close();
            span.end();
        }
    }

    /** Makes the spans of a set's migrations. Between the first and the last call for a step, a thread does not change. */
    private final class StepSpans implements MigrationListener {

        private final MigrationSet set;
        private final Optional<String> schema;

        StepSpans(MigrationSet set, Optional<String> schema) {
            this.set = set;
            this.schema = schema;
        }

        @Override
        public MigrationListener inSchema(String name) {
            return new StepSpans(set, Optional.of(name));
        }

        /** A migration in Java may run the commands of another set, so the current step can be another listener's. */
        private Optional<OpenStep> open() {
            return Optional.ofNullable(Context.current().get(STEP)).filter(step -> step.owner() == this);
        }

        @Override
        public void beforeStep(String name, MigrationId id, Direction direction) {
            Optional<OpenStep> open = open();
            if (open.isPresent() && open.get().id().equals(id)) {
                return; // a retry
            }
            open.ifPresent(OpenStep::end);
            SpanBuilder builder = span(direction == Direction.UP ? "apply" : "roll back", set).setAttribute(ID, id.value());
            schema.ifPresent(value -> builder.setAttribute(SCHEMA, value));
            Span span = builder.startSpan();
            OpenStep step = new OpenStep(this, id, span, new Scope[1]);
            step.scope()[0] = Context.current().with(span).with(STEP, step).makeCurrent();
        }

        @Override
        public void retryingStep(String name, MigrationId id, int retry, int retries, Duration pause, String reason) {
            open().ifPresent(step -> step.span().addEvent("retry"));
        }

        @Override
        public void afterStep(String name, StepReport report) {
            open().ifPresent(OpenStep::end);
        }

        @Override
        public void stepFailed(String name, MigrationId id, Direction direction, Throwable failure) {
            open().ifPresent(step -> {
                fail(step.span(), failure);
                step.end();
            });
        }

        /** A listener that throws keeps the others from hearing of a step's end. */
        @Override
        public void runFailed(RunReport report, RuntimeException failure) {
            open().ifPresent(OpenStep::end);
        }

        /** Another process has been quicker with the last step. */
        @Override
        public void afterRun(RunReport report) {
            open().ifPresent(OpenStep::end);
        }
    }
}
