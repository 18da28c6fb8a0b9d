package io.quarkiverse.schema.migrations.deployment;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** The spans of an application that has OpenTelemetry. */
@Singleton
class SpansInMemory {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    static QuarkusUnitTest in(TestApplication application, Dependency... others) {
        List<Dependency> dependencies = new ArrayList<>(List.of(others));
        dependencies.add(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion()));
        return application.classes(SpansInMemory.class).config("quarkus.otel.exporter.otlp.enabled", "false").starts()
                .setForcedDependencies(dependencies);
    }

    @Produces
    @Singleton
    SpanProcessor processor() {
        return SimpleSpanProcessor.create(exporter);
    }

    /** Those that have ended, in the order of their ends. */
    List<SpanData> finished() {
        return exporter.getFinishedSpanItems();
    }

    void forget() {
        exporter.reset();
    }

    static List<String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream().map(each -> each.getKey().getKey() + "=" + each.getValue())
                .sorted()
                .toList();
    }
}
