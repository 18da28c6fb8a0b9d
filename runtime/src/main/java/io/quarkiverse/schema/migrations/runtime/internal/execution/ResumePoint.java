package io.quarkiverse.schema.migrations.runtime.internal.execution;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.plan.Step;
import io.quarkiverse.schema.migrations.plan.WayOut;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Aftermath;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Replay;
import io.quarkiverse.schema.migrations.runtime.internal.history.Progress;
import io.quarkiverse.schema.migrations.runtime.internal.history.Reached;
import io.quarkiverse.schema.migrations.runtime.internal.script.SqlStatement;

/** Finds where a step goes on that was interrupted or has failed; changes nothing. */
final class ResumePoint {

    private final Session session;
    private final ReadyScript script;
    private final Step step;
    private SqlStatement lost;
    private SqlStatement next;

    ResumePoint(Session session, ReadyScript script, Step step) {
        this.session = session;
        this.script = script;
        this.step = step;
    }

    /**
     * The part of the script that is done.
     *
     * @throws InterruptedMigrationException when the step cannot go on without being told what became of it
     */
    Progress.Mark find() throws SQLException {
        Reached reached = session.history().reached(step.id());
        Progress progress = new Progress();
        script.read((Scripts.Visitor<RuntimeException>) statement -> {
            if (progress.statements() < reached.done().statements()) {
                progress.add(statement.text());
                lost = lost == null && session.dialect().replay(statement) == Replay.LOST ? statement : lost;
            } else if (next == null) {
                next = statement;
            }
        });
        if (!progress.mark().equals(reached.done())) {
            throw stop(reached, script.script().location()
                    + " has changed in the part that is done. Restore that part; only what comes after it may change");
        }
        if (next != null) {
            settle(reached, progress);
        }
        return progress.mark();
    }

    private void settle(Reached reached, Progress progress) throws SQLException {
        if (lost != null) {
            throw stop(reached, "what " + script.place(lost) + " made for its session is gone ("
                    + lost.head() + "). Finish or revert by hand what the script has begun, and say so with "
                    + WayOut.resolving(step.id()));
        }
        if (reached.state() != AppliedState.IN_PROGRESS) {
            return;
        }
        Aftermath aftermath = session.dialect().aftermath(session.connection(), next, reached.begun());
        if (aftermath == Aftermath.DONE) {
            progress.add(next.text());
        } else if (aftermath == Aftermath.UNKNOWN) {
            throw stop(reached, "the database does not tell what became of " + script.place(next) + " ("
                    + next.head() + "). Look whether it is done, finish or revert by hand what the script has begun,"
                    + " and say so with " + WayOut.resolving(step.id()));
        }
    }

    private InterruptedMigrationException stop(Reached reached, String why) {
        int count = reached.done().statements();
        return new InterruptedMigrationException(step.id(), "'" + step.id() + "' was interrupted after " + count
                + (count == 1 ? " statement" : " statements") + ", and cannot go on: " + why);
    }
}
