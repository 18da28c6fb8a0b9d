package io.quarkiverse.schema.migrations.runtime.command;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PerSchema;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StatusReport;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkiverse.schema.migrations.report.ValidationReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport.Difference;

/**
 * Reports for programs: one object on one line. Keys are only ever added.
 *
 * @param schema which schema they are about, where a set has several
 */
record Json(Optional<String> schema) implements Rendering {

    Json() {
        this(Optional.empty());
    }

    private JsonObject about(String set) {
        JsonObject json = JsonObject.object().put("set", set);
        return schema.map(name -> json.put("schema", name)).orElse(json);
    }

    private <R extends PerSchema<R>> String render(R report, BiFunction<Json, R, JsonObject> one) {
        if (report.bySchema().isEmpty()) {
            return one.apply(this, report).toString();
        }
        return JsonObject.object().put("set", report.set()).putAll("schemas", report.bySchema().entrySet().stream()
                .map(each -> one.apply(new Json(Optional.of(each.getKey())), each.getValue())).toList()).toString();
    }

    @Override
    public String status(StatusReport report) {
        return render(report, Json::statusOf);
    }

    private JsonObject statusOf(StatusReport report) {
        return about(report.set())
                .putAll("migrations", report.migrations().stream().map(Json::migration).toList());
    }

    private static JsonObject migration(MigrationStatus migration) {
        JsonObject json = JsonObject.object().put("id", migration.id().value()).put("kind", word(migration.kind()))
                .put("description", migration.description()).put("state", migration.state().word())
                .put("location", migration.location())
                .put("verification", migration.verification().map(Json::word));
        return json.raw("execution", migration.execution().map(Json::execution).map(Object::toString).orElse("null"));
    }

    private static JsonObject execution(Execution execution) {
        JsonObject json = JsonObject.object().put("order", execution.order()).put("statementsDone", execution.statementsDone())
                .put("statementsTotal", execution.statementsTotal()).put("attempts", execution.attempts())
                .put("started", execution.started().toString())
                .put("finished", execution.finished().map(Object::toString))
                .put("duration", execution.duration().map(Object::toString))
                .put("databaseUser", execution.databaseUser()).put("application", execution.application())
                .put("failure", execution.failure());
        return json.raw("rolledBack", execution.rolledBack().map(back -> JsonObject.object().put("at", back.at().toString())
                .put("databaseUser", back.databaseUser()).toString()).orElse("null"));
    }

    @Override
    public String plan(PlanReport report) {
        return render(report, Json::planOf);
    }

    private JsonObject planOf(PlanReport report) {
        return about(report.set()).putAll("steps", report.steps().stream().map(Json::step).toList())
                .putAll("warnings", discrepancies(report.warnings()));
    }

    private static JsonObject step(PlannedStep step) {
        return JsonObject.object().put("id", step.id().value()).put("direction", word(step.direction()))
                .put("location", step.location())
                .put("transaction", word(step.transaction())).putTexts("statements", step.statements());
    }

    @Override
    public String run(RunReport report) {
        return render(report, Json::runOf);
    }

    private JsonObject runOf(RunReport report) {
        return about(report.set()).putAll("done", report.done().stream().map(Json::step).toList())
                .put("failed", report.failed().map(MigrationId::value)).putTexts("notRun", report.notRun())
                .putAll("warnings", discrepancies(report.warnings())).put("beyond", report.beyond())
                .putTexts("held", report.held())
                .put("duration", report.duration().toString());
    }

    private static JsonObject step(StepReport step) {
        return JsonObject.object().put("id", step.id().value()).put("direction", word(step.direction()))
                .put("location", step.location())
                .put("statements", step.statements()).put("duration", step.duration().toString());
    }

    @Override
    public String validation(ValidationReport report) {
        return render(report, Json::validationOf);
    }

    private JsonObject validationOf(ValidationReport report) {
        return agreement(about(report.set()), report);
    }

    private static JsonObject agreement(JsonObject json, ValidationReport report) {
        return json.putTruth("valid", report.valid())
                .putAll("discrepancies", discrepancies(report.discrepancies())).putTexts("pending", report.pending());
    }

    /** Status and validation of one set in one object: the keys of both. */
    String overview(StatusReport status, ValidationReport validation) {
        return render(status, (json, one) -> agreement(json.statusOf(one),
                json.schema.map(name -> validation.bySchema().get(name)).orElse(validation)));
    }

    private static List<JsonObject> discrepancies(List<Discrepancy> all) {
        return all.stream()
                .map(d -> JsonObject.object().put("kind", word(d.kind())).put("id", d.id().value()).put("message", d.message()))
                .toList();
    }

    @Override
    public String changes(ChangeReport report) {
        return render(report, Json::changesOf);
    }

    private JsonObject changesOf(ChangeReport report) {
        return about(report.set()).putAll("changes", report.changes().stream()
                .map(change -> JsonObject.object().put("id", change.id().value()).put("change", word(change.kind()))).toList());
    }

    @Override
    public String drift(DriftReport report) {
        return JsonObject.object().put("dataSource", report.dataSource()).put("schema", report.schema())
                .putTexts("sets", report.sets())
                .putAll("unexpected",
                        report.differences().stream().filter(Difference::isUnexpected).map(Json::difference).toList())
                .putAll("missing", report.differences().stream().filter(Difference::isMissing).map(Json::difference).toList())
                .putAll("different", report.differences().stream()
                        .filter(each -> !each.isUnexpected() && !each.isMissing()).map(Json::difference).toList())
                .toString();
    }

    private static JsonObject difference(Difference difference) {
        return JsonObject.object().put("element", difference.element()).put("expected", difference.expected())
                .put("actual", difference.actual());
    }

    @Override
    public String all(String command, ExitCode exit, List<String> sets, Optional<String> failure) {
        JsonObject error = failure.map(message -> JsonObject.object().put("kind", word(exit)).put("message", message))
                .orElse(null);
        return JsonObject.object().put("command", command).put("exitCode", exit.code()).putAll("sets", sets)
                .raw("error", String.valueOf(error)) + "\n";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Writes one JSON object, its keys in the order in which they were put. */
    private static final class JsonObject {

        private final StringBuilder text = new StringBuilder();

        /** An object without keys. */
        static JsonObject object() {
            return new JsonObject();
        }

        /** A text. */
        JsonObject put(String key, String value) {
            return raw(key, quoted(value));
        }

        /** A text; null when there is none. */
        JsonObject put(String key, Optional<String> value) {
            return raw(key, value.map(JsonObject::quoted).orElse("null"));
        }

        /** A whole number. */
        JsonObject put(String key, long value) {
            return raw(key, Long.toString(value));
        }

        /** True or false. */
        JsonObject putTruth(String key, boolean value) {
            return raw(key, Boolean.toString(value));
        }

        /** A list of texts. */
        JsonObject putTexts(String key, Collection<?> values) {
            return putAll(key, values.stream().map(value -> quoted(value.toString())).toList());
        }

        /** A list of what is JSON already. */
        JsonObject putAll(String key, Collection<?> values) {
            return raw(key, values.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]")));
        }

        /** What is JSON already. */
        JsonObject raw(String key, String json) {
            text.append(text.isEmpty() ? "" : ",").append(quoted(key)).append(':').append(json);
            return this;
        }

        private static String quoted(String value) {
            StringBuilder quoted = new StringBuilder("\"");
            value.chars().forEach(c -> {
                switch (c) {
                    case '"' -> quoted.append("\\\"");
                    case '\\' -> quoted.append("\\\\");
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    default -> {
                        if (c < 0x20 || Character.isSurrogate((char) c)) {
                            quoted.append(String.format("\\u%04x", c));
                        } else {
                            quoted.append((char) c);
                        }
                    }
                }
            });
            return quoted.append('"').toString();
        }

        @Override
        public String toString() {
            return "{" + text + "}";
        }
    }
}
