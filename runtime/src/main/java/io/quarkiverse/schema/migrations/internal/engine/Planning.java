package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.RedoPlanner;
import io.quarkiverse.schema.migrations.internal.plan.RollbackPlanner;
import io.quarkiverse.schema.migrations.internal.plan.RollbackPlanner.KeptScripts;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.ScriptText;

/**
 * How a command decides what to do.
 *
 * @param direction where it leads
 * @param decision the steps, given what the history says at that moment
 * @param preparation what comes first while the set has no history of its own
 */
record Planning(Direction direction, Decision decision, Preparation preparation) {

    /** Of a command that has nothing to do without a history. */
    Planning(Direction direction, Decision decision) {
        this(direction, decision, () -> false);
    }

    static Planning rollingBack(List<Migration> sources, Session session, Target target) {
        return new Planning(Direction.DOWN, (history, reverted) -> new RollbackPlanner(sources, history,
                new StoredScripts(session)).plan(target));
    }

    static Planning redoing(List<Migration> sources, Session session) {
        return new Planning(Direction.UP, (history, reverted) -> new RedoPlanner(sources, history,
                new StoredScripts(session)).plan(reverted));
    }

    /** Decides on the steps. */
    @FunctionalInterface
    interface Decision {

        /**
         * @param history what the history says at this moment
         * @param reverted what the command has taken back so far
         */
        Plan plan(List<AppliedMigration> history, Set<MigrationId> reverted);
    }

    /** Sees to it that nothing is run which has been already, by whatever means. */
    @FunctionalInterface
    interface Preparation {

        /**
         * Called without a transaction, and without the set's lock.
         *
         * @return whether there may be a history now
         */
        boolean beforeFirstRun() throws SQLException;
    }

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

        /**
         * A script that the history keeps: as it would run, so nothing is replaced in it any more.
         *
         * @param kept where it is kept
         */
        record StoredText(ScriptText kept) implements ScriptText {

            @Override
            public InputStream open() throws IOException {
                return kept.open();
            }
        }
    }
}
