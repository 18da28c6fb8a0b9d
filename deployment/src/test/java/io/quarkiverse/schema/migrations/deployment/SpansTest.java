package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkus.test.QuarkusUnitTest;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpansTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = SpansInMemory.in(TestApplication.onSqlite()
            .dataSource("side")
            .script("db/migrations/1.up.sql", "create table a (id int);")
            .script("db/migrations/1.down.sql", "drop table a;")
            .script("db/migrations/2.up.sql", "insert into a values (1);")
            .script("db/migrations/2.down.sql", "delete from a;")
            .script("db/side/migrations/1.sql", "insert into nowhere values ('password=hunter2');")
            .config("quarkus.schema-migrations.\"side\".migrate-at-start", "false")
            .classes(Coded.class));

    @ApplicationScoped
    @CodeMigrationId("3")
    static class Coded implements CodeMigration {

        @Inject
        OpenTelemetry telemetry;

        @Override
        public void up(MigrationContext context) {
            telemetry.getTracer("test").spanBuilder("work of the migration").startSpan().end();
        }

        @Override
        public void down(MigrationContext context) {
            telemetry.getTracer("test").spanBuilder("its opposite").startSpan().end();
        }
    }

    @Inject
    SchemaMigrations migrations;

    @Inject
    @MigrationSetName("side")
    SchemaMigrations side;

    @Inject
    OpenTelemetry telemetry;

    @Inject
    SpansInMemory spans;

    private static List<SpanData> ofStart;

    @BeforeEach
    void forget() {
        if (ofStart == null) {
            ofStart = spans.finished();
        }
        spans.forget();
    }

    @Test
    @Order(1)
    void a_start_is_a_span_with_one_below_it_per_migration() {
        assertThat(ofStart).extracting(SpanData::getName).containsExactly("schema-migrations apply",
                "schema-migrations apply", "work of the migration", "schema-migrations apply", "schema-migrations migrate");
        SpanData run = ofStart.get(4);
        assertThat(run.getParentSpanContext().isValid()).isFalse();
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(SpansInMemory.attributes(run)).containsOnly("schema_migrations.set=<default>", "db.system.name=sqlite");
        assertThat(SpansInMemory.attributes(ofStart.get(0))).containsOnly("schema_migrations.set=<default>",
                "db.system.name=sqlite", "schema_migrations.id=1");
        assertThat(List.of(ofStart.get(0), ofStart.get(1), ofStart.get(3))).extracting(SpanData::getParentSpanId)
                .containsOnly(run.getSpanId());
        assertThat(ofStart.get(2).getParentSpanId()).as("of what the migration itself traces")
                .isEqualTo(ofStart.get(3).getSpanId());
    }

    @Test
    @Order(2)
    void a_rollback_belongs_to_the_span_of_its_caller() {
        Span caller = telemetry.getTracer("test").spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            migrations.rollback(Target.last(2));
        } finally {
            caller.end();
        }

        List<SpanData> all = spans.finished();
        assertThat(all).extracting(SpanData::getName, span -> span.getAttributes().get(AttributeKey.stringKey(
                "schema_migrations.id"))).containsExactly(tuple("its opposite", null),
                        tuple("schema-migrations roll back", "3"), tuple("schema-migrations roll back", "2"),
                        tuple("schema-migrations rollback", null), tuple("caller", null));
        assertThat(all.get(3).getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(Span.current().getSpanContext().isValid()).as("left behind").isFalse();
    }

    @Test
    @Order(3)
    void a_run_with_nothing_to_do_is_a_span_too_and_a_look_is_none() {
        migrations.migrate();
        spans.forget();

        migrations.migrate();
        migrations.status();

        assertThat(spans.finished()).extracting(SpanData::getName).containsExactly("schema-migrations migrate");
    }

    @Test
    @Order(4)
    void a_redo_has_its_own_name() {
        migrations.redo();

        assertThat(spans.finished()).extracting(SpanData::getName).containsExactly("its opposite",
                "schema-migrations roll back", "work of the migration", "schema-migrations apply", "schema-migrations redo");
    }

    @Test
    @Order(5)
    void a_failure_is_an_error_without_sql_and_secrets() {
        assertThatThrownBy(() -> side.migrate()).isInstanceOf(MigrationFailedException.class);

        List<SpanData> all = spans.finished();
        assertThat(all).extracting(SpanData::getName, span -> span.getStatus().getStatusCode()).containsExactly(
                tuple("schema-migrations apply", StatusCode.ERROR), tuple("schema-migrations migrate", StatusCode.ERROR));
        assertThat(all.get(1).getStatus().getDescription()).isEqualTo("migration '1'");
        assertThat(all.get(0).getEvents()).isEmpty();
        assertThat(all.toString()).contains(MigrationFailedException.class.getName()).doesNotContain("nowhere", "hunter2");
        assertThat(Span.current().getSpanContext().isValid()).as("left behind").isFalse();
    }
}
