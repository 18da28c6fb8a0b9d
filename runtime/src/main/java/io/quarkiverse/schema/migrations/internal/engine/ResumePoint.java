package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect.Interruption;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.history.Progress;
import io.quarkiverse.schema.migrations.internal.history.Progress.Reached;
import io.quarkiverse.schema.migrations.internal.plan.Remedies;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Script;

/** Finds where a step goes on that was interrupted or has failed; changes nothing. */
final class ResumePoint {

    private final Session session;
    private final Scripts scripts;
    private final Script script;
    private final Step step;
    private final SessionObjects objects;
    private final List<SqlStatement> setUp = new ArrayList<>();
    private SqlStatement next;

    ResumePoint(Session session, Scripts scripts, Step step, Script script) {
        this.session = session;
        this.scripts = scripts;
        this.script = script;
        this.step = step;
        this.objects = new SessionObjects(session.dialect());
    }

    /**
     * The part of the script that is done.
     *
     * @throws InterruptedMigrationException when the step cannot go on without being told what became of it
     */
    Progress.Mark find() throws SQLException {
        Reached reached = session.history().reached(step.id());
        Progress progress = new Progress();
        scripts.read(script, (Scripts.Visitor<RuntimeException>) statement -> {
            if (progress.statements() < reached.done().statements()) {
                progress.add(statement.text());
                objects.finished(statement);
                if (session.dialect().setsUpSession(statement)) {
                    setUp.add(statement);
                }
            } else if (next == null) {
                next = statement;
            }
        });
        if (!progress.mark().equals(reached.done())) {
            throw stop(reached, script.shown()
                    + " has changed in the part that is done\nRestore that part; only what comes after it may change");
        }
        if (next != null) {
            settle(reached, progress);
            refuseIfSessionIsNeeded(reached, progress.statements());
        }
        return progress.mark();
    }

    private void settle(Reached reached, Progress progress) throws SQLException {
        if (reached.state() != AppliedState.IN_PROGRESS) {
            return;
        }
        StatementOutcome outcome = session.dialect().outcomeOf(session.connection(),
                new Interruption(next, reached.begun(), setUp));
        if (outcome == StatementOutcome.DONE) {
            progress.add(next.text());
        } else if (outcome == StatementOutcome.UNKNOWN) {
            throw stop(reached, "the database does not tell whether " + Scripts.place(script, next) + " ("
                    + next.head() + ") took effect\nFinish or undo by hand what the script began, then call "
                    + Remedies.resolving(step.id()));
        }
    }

    /** Goes through the script once more only where something is lost. */
    private void refuseIfSessionIsNeeded(Reached reached, int done) throws SQLException {
        if (objects.isNothing()) {
            return;
        }
        scripts.read(script, (Scripts.Visitor<SQLException>) statement -> {
            if (statement.index() >= done) {
                objects.toCome(statement, session.connection());
            }
        });
        Optional<SessionObjects.Need> need = objects.need();
        if (need.isPresent()) {
            String user = need.get().user().map(this::described).orElse("code that the database keeps, such as a trigger,");
            throw stop(reached, "what " + described(need.get().maker()) + " made for its session is gone, and " + user
                    + " may need it\nFinish or undo by hand what the script began, then call "
                    + Remedies.resolving(step.id()));
        }
    }

    private String described(SqlStatement statement) {
        return Scripts.place(script, statement) + " (" + statement.head() + ")";
    }

    private InterruptedMigrationException stop(Reached reached, String why) {
        int count = reached.done().statements();
        return new InterruptedMigrationException(step.id(), "'" + step.id() + "' was interrupted after " + count
                + (count == 1 ? " statement" : " statements") + ", and cannot be resumed: " + why);
    }

    /**
     * What a session has taken along that was interrupted in the middle of a script, and whether the rest of the script can do
     * without. Is told of the statements in their order.
     */
    private static final class SessionObjects {

        private final Dialect dialect;
        private final List<Loss> objects = new ArrayList<>();
        private boolean keptCodeAsked;
        private Need need;

        SessionObjects(Dialect dialect) {
            this.dialect = dialect;
        }

        /**
         * Who may need what is lost.
         *
         * @param maker the finished statement that made it
         * @param user the statement that may need it; empty: code that the database keeps
         */
        record Need(SqlStatement maker, Optional<SqlStatement> user) {
        }

        private record Loss(SqlStatement maker, SessionObject state) {
        }

        /** A statement that is done, and is run again only for what it sets up. */
        void finished(SqlStatement statement) {
            if (dialect.setsUpSession(statement)) {
                use(statement);
            } else {
                objects.removeIf(loss -> loss.state().use(statement) == SessionObject.Use.ENDED);
            }
            dialect.lost(statement).forEach(state -> objects.add(new Loss(statement, state)));
        }

        /**
         * A statement that is still to come.
         *
         * @throws SQLException when the database fails
         */
        void toCome(SqlStatement statement, Connection connection) throws SQLException {
            use(statement);
            if (!keptCodeAsked) {
                keptCodeAsked = true;
                for (Loss loss : objects) {
                    if (need == null && loss.state().isNeededByKeptCode(connection)) {
                        need = new Need(loss.maker(), Optional.empty());
                    }
                }
            }
        }

        private void use(SqlStatement statement) {
            for (Iterator<Loss> rest = objects.iterator(); rest.hasNext();) {
                Loss loss = rest.next();
                switch (loss.state().use(statement)) {
                    case ENDED -> rest.remove();
                    case NEEDED -> need = need == null ? new Need(loss.maker(), Optional.of(statement)) : need;
                    case NONE -> {
                        // it does without
                    }
                }
            }
        }

        /** Whether nothing is lost, so that nothing can be needed. */
        boolean isNothing() {
            return objects.isEmpty() && need == null;
        }

        /** The first that may need what is lost. */
        Optional<Need> need() {
            return Optional.ofNullable(need);
        }
    }
}
