package io.quarkiverse.schema.migrations.internal.engine;

import io.quarkiverse.schema.migrations.internal.plan.KeptScripts;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;

/** The down scripts in the history; their directives are read from their text, like those of any script. */
record StoredScripts(Session session) implements KeptScripts {

    @Override
    public Script of(AppliedMigration applied) {
        KeptScript kept = applied.down().orElseThrow();
        String location = "history:" + applied.id();
        ScriptText text = new StoredText(session.history().downScript(applied.id()));
        ScriptOptions said = SourceScanner.options(location, text);
        return new Script(location, kept.checksum(),
                said.with(kept.transaction()), text);
    }
}
