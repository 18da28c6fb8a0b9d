package io.quarkiverse.schema.migrations.testing.squash;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.engine.Engine;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings;
import io.quarkiverse.schema.migrations.internal.script.Placeholders;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.runtime.SetCommands;

/**
 * The placeholders in the scripts that a baseline script replaces: a dump has their values.
 *
 * @param configured all of the set, with their values
 * @param used the names of those in the scripts, in order
 */
public record ReplacedPlaceholders(Map<String, String> configured, List<String> used) {

    private static final Pattern SECRET = Pattern.compile("(?i)password|passwd|passphrase|pwd|secret|token");

    /** @throws IOException when a script cannot be read */
    public static ReplacedPlaceholders in(SchemaMigrations migrations, Target target) throws IOException {
        EngineSettings settings = settings(migrations);
        Map<String, String> configured = settings.placeholders();
        if (configured.isEmpty()) {
            return new ReplacedPlaceholders(configured, List.of());
        }
        Set<MigrationId> run = migrations.plan(target).steps().stream().map(PlannedStep::id).collect(Collectors.toSet());
        List<Script> scripts = settings.sources().migrations().stream().filter(migration -> run.contains(migration.id()))
                .map(Migration::up).filter(Script.class::isInstance).map(Script.class::cast).toList();
        List<String> used = new ArrayList<>();
        for (String name : new Placeholders(configured).values().keySet()) {
            if (isIn(scripts, name, configured)) {
                used.add(name);
            }
        }
        return new ReplacedPlaceholders(configured, used);
    }

    private static EngineSettings settings(SchemaMigrations migrations) {
        if (migrations instanceof SetCommands application) {
            return application.settings();
        }
        List<String> schemas = migrations.schemas();
        return ((Engine) (schemas.isEmpty() ? migrations : migrations.inSchema(schemas.get(0)))).settings();
    }

    /** It is where a script is incomplete without it. */
    private static boolean isIn(List<Script> scripts, String name, Map<String, String> configured) throws IOException {
        Map<String, String> others = new HashMap<>(configured);
        others.remove(name);
        for (Script script : scripts) {
            try (InputStream text = script.text().open()) {
                if (!new Placeholders(others).missingIn(text).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Refuses to have values in the baseline script.
     *
     * @param allowed whether those that are not secret may be in it
     * @throws IllegalStateException with the names of the placeholders, and what to do
     */
    public void refuseValues(boolean allowed) {
        List<String> secret = used.stream().filter(this::isSecret).toList();
        if (!secret.isEmpty()) {
            throw new IllegalStateException("The migrations use placeholders for secrets: " + written(secret)
                    + ". A dump would have their values, so no baseline script is made.\nWrite it by hand");
        }
        if (!allowed && !used.isEmpty()) {
            throw new IllegalStateException("The migrations use placeholders, and a dump has their values: " + written(used)
                    + "\nWrite the baseline script by hand, or, if it may have the values, call"
                    + " SchemaSquash.of(…).withPlaceholderValues()");
        }
    }

    /** By its name, or where a message would leave out some of the value. */
    private boolean isSecret(String name) {
        return SECRET.matcher(name).find() || !Secrets.removed(configured.get(name)).equals(configured.get(name));
    }

    private static String written(List<String> names) {
        return names.stream().map(name -> "${" + name + "}").collect(Collectors.joining(", "));
    }

    /** Returns a dump as it has to be written in a set with placeholders, where what looks like one would be one. */
    public String escapedIn(String dump) {
        return configured.isEmpty() ? dump : dump.replace("${", "\\${");
    }
}
