package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkus.runtime.TemplateHtmlBuilder;
import io.quarkus.runtime.util.ExceptionUtil;

/** The page of development mode for a failure of migrations: its message first, as it was written. */
final class FailurePage {

    /** What has a message that says all. */
    static final List<Class<?>> SHOWN = List.of(MigrationFailedException.class, RefusedException.class,
            InterruptedMigrationException.class, UnsuitableScriptException.class, InvalidSourcesException.class,
            InvalidSetsException.class, SchemasFailedException.class);

    private FailurePage() {
    }

    /** The page; of another class loader's exception, only what every exception has is asked for. */
    static String of(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return new TemplateHtmlBuilder(false, "Schema migrations", "Schema migrations",
                message.lines().findFirst().orElse(""), List.of())
                .append("<pre style=\"margin: 1em; overflow-x: auto\">" + escaped(message) + "</pre>")
                .append("<details style=\"margin: 1em\"><summary>Stack trace</summary><pre>"
                        + escaped(ExceptionUtil.generateStackTrace(failure)) + "</pre></details>")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
