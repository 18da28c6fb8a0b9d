package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.HistoryDrop;
import io.quarkiverse.schema.migrations.internal.dialect.OwnTransaction;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.internal.script.MalformedScriptException;
import io.quarkiverse.schema.migrations.internal.script.Placeholders;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.Work;

/** The scripts of one command: read statement by statement, and looked through before any of them runs. */
final class Scripts {

    private final Session session;
    private final String set;
    private final Dialect dialect;
    private final Placeholders placeholders;
    private Map<String, String> readIn;
    private final Map<Script, Facts> known = new IdentityHashMap<>();
    private final KeptStatements kept = new KeptStatements();
    /** Read by the thread that reports progress. */
    private volatile int reached;

    /**
     * @param session where they will run
     * @param placeholders what stands in them; not in those that the history keeps, which are as they would run
     */
    Scripts(Session session, String set, Placeholders placeholders) {
        this.session = session;
        this.set = set;
        this.dialect = session.dialect();
        this.placeholders = placeholders;
    }

    /** Told about the statements of a script, one after the other. */
    @FunctionalInterface
    interface Visitor<E extends Exception> {
        void visit(SqlStatement statement) throws E;
    }

    /**
     * Looks through the scripts of all steps that it has not seen yet.
     *
     * @throws UnsuitableScriptException when statements cannot run in the way the scripts ask for; all are listed
     */
    void inspect(List<Step> steps) {
        List<SourceProblem> problems = new ArrayList<>();
        for (Step step : steps) {
            if (step.work() instanceof Script script) {
                inspect(step, script, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new UnsuitableScriptException(set, problems);
        }
    }

    private void inspect(Step step, Script script, List<SourceProblem> problems) {
        Facts facts = known.get(script);
        if (facts != null && facts.mode() == mode(step)) {
            return;
        }
        List<SourceProblem> withoutValue = withoutValue(script);
        problems.addAll(withoutValue);
        if (step instanceof Step.Apply apply) {
            // the history will keep it as it would run
            apply.migration().downScript().ifPresent(down -> problems.addAll(withoutValue(down)));
        }
        if (withoutValue.isEmpty()) {
            known.put(script, inspect(script, mode(step), problems));
        }
    }

    private List<SourceProblem> withoutValue(Script script) {
        Placeholders own = placeholders(script);
        if (own.isEmpty()) {
            return List.of();
        }
        try (InputStream bytes = script.text().open()) {
            return own.missingIn(bytes).stream().map(missing -> problem(script, missing)).toList();
        } catch (IOException e) {
            throw unreadable(script, e);
        }
    }

    private Placeholders placeholders(Script script) {
        return script.text() instanceof Planning.StoredScripts.StoredText ? Placeholders.NONE : placeholders;
    }

    /** How a step runs. What was once begun statement by statement is finished that way. */
    TransactionMode mode(Step step) {
        return step.start() == Step.Start.RESUME || !dialect.hasTransactionalDdl() ? TransactionMode.NONE
                : step.work().options().transaction();
    }

    private Facts inspect(Script script, TransactionMode mode, List<SourceProblem> problems) {
        ScriptInspection inspection = dialect.inspect(mode);
        int[] count = { 0 };
        kept.begin(script);
        try {
            readText(script, mode, statement -> {
                count[0]++;
                kept.add(script, statement);
                inspection.objection(statement).or(() -> dropOfHistory(statement)).ifPresent(objection -> problems
                        .add(new SourceProblem(place(script, statement), objection + "\n      " + statement.head())));
            });
            OwnTransaction own = inspection.ownTransaction();
            own.objection().ifPresent(objection -> problems.add(new SourceProblem(place(script, own.first()), objection)));
        } catch (UnsuitableScriptException e) {
            problems.addAll(e.problems());
        }
        return new Facts(mode, count[0] - inspection.ownTransaction().leftOut(), inspection);
    }

    private Optional<String> dropOfHistory(SqlStatement statement) {
        HistoryDrop drop = dialect.historyDrop(session.connection());
        try {
            return drop.isCandidate(statement, session.history().table())
                    ? drop.objection(statement, session.placeOfHistory())
                    : Optional.empty();
        } catch (SQLException e) {
            throw Failures.ofDatabase(set, e);
        }
    }

    /** How many statements a step has that was looked through; 0 where they were not counted. */
    int statements(Step step) {
        return step.work() instanceof Script script ? facts(script).statements() : 0;
    }

    /** What is known of a script that was looked through. */
    Facts facts(Script script) {
        return known.get(script);
    }

    /** How many statements of the script that is being read were handed out. */
    int reached() {
        return reached;
    }

    /**
     * Reads a script to its end, or until the visitor throws. Of one that was looked through it hands out what is sent.
     *
     * @throws UnsuitableScriptException when it cannot be cut into statements
     * @throws DatabaseException when it cannot be read
     */
    <E extends Exception> void read(Script script, Visitor<E> visitor) throws E {
        reached = 0;
        OwnTransaction own = known.containsKey(script) ? facts(script).inspection().ownTransaction() : new OwnTransaction();
        Visitor<E> counting = statement -> {
            if (!own.leavesOut(statement)) {
                reached = reached + 1; // this thread alone writes it
                visitor.visit(statement);
            }
        };
        Optional<List<SqlStatement>> statements = kept.take(script);
        if (statements.isEmpty()) {
            TransactionMode mode = known.containsKey(script) ? facts(script).mode() : TransactionMode.NONE;
            readText(script, mode, counting);
            return;
        }
        for (SqlStatement statement : statements.get()) {
            counting.visit(statement);
        }
    }

    private <E extends Exception> void readText(Script script, TransactionMode mode, Visitor<E> visitor) throws E {
        try (ScriptReader reader = ScriptReader.open(script.text().open(), placeholders(script), dialect.syntax(),
                readIn(mode))) {
            for (SqlStatement statement = reader.next(); statement != null; statement = reader.next()) {
                visitor.visit(statement);
            }
        } catch (MalformedScriptException e) {
            throw new UnsuitableScriptException(set, e.all().stream().map(one -> problem(script, one)).toList());
        } catch (IOException e) {
            throw unreadable(script, e);
        }
    }

    /** What the session says about how to read a script; asked once, when the first is read. */
    private Map<String, String> readIn(TransactionMode mode) {
        try {
            readIn = readIn == null ? dialect.session(session.connection()) : readIn;
        } catch (SQLException e) {
            throw Failures.ofDatabase(set, e);
        }
        Map<String, String> all = new HashMap<>(readIn);
        all.put("in transaction", Boolean.toString(mode == TransactionMode.TRANSACTION));
        return all;
    }

    /** A migration's down script in full and as it would run, for the history to keep; empty when it has none. */
    Optional<AppliedRow.Down> down(Migration migration) {
        return migration.downScript().map(script -> new AppliedRow.Down(text(script), script.options().transaction()));
    }

    private String text(Script script) {
        try (InputStream bytes = script.text().open()) {
            return placeholders.isEmpty() ? new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    : placeholders.replacedIn(bytes);
        } catch (MalformedScriptException e) {
            throw new UnsuitableScriptException(set, List.of(problem(script, e)));
        } catch (IOException e) {
            throw unreadable(script, e);
        }
    }

    private static SourceProblem problem(Script script, MalformedScriptException e) {
        return new SourceProblem(script.location() + ":" + e.position(), e.problem());
    }

    private static DatabaseException unreadable(Script script, IOException e) {
        return new DatabaseException("The script " + script.shown() + " cannot be read: " + e.getMessage(), e);
    }

    static String place(Work work, SqlStatement statement) {
        return work.shown() + ":" + statement.position();
    }

    /**
     * What is known of a script that has been looked through, and not run.
     *
     * @param mode how it was looked through, and so how it may run
     * @param statements how many statements of it are sent
     * @param inspection what the dialect noted
     */
    record Facts(TransactionMode mode, int statements, ScriptInspection inspection) {
    }

    /**
     * The statements of scripts, from when these are looked through until they run, so that most files are opened once. How
     * much is kept has a limit; what goes beyond it is read again.
     */
    private static final class KeptStatements {

        /** In characters: some thousand of the usual scripts. */
        private static final int ROOM = 1 << 21;
        /** What a statement takes beside its text. */
        private static final int OVERHEAD = 100;

        private final Map<Script, List<SqlStatement>> kept = new IdentityHashMap<>();
        private int room = ROOM;

        /** The statements of a script come next. */
        void begin(Script script) {
            kept.put(script, new ArrayList<>());
        }

        /** Keeps the next statement of a script, unless one before could not be kept. */
        void add(Script script, SqlStatement statement) {
            List<SqlStatement> statements = kept.get(script);
            if (statements == null) {
                return;
            }
            statements.add(statement);
            room -= size(statement);
            // data behind a statement are in the file alone
            if (room < 0 || statement.copyData().isPresent()) {
                take(script);
            }
        }

        /** Gives them out for the only time; empty when the script has to be read. */
        Optional<List<SqlStatement>> take(Script script) {
            List<SqlStatement> statements = kept.remove(script);
            if (statements == null) {
                return Optional.empty();
            }
            for (SqlStatement statement : statements) {
                room += size(statement);
            }
            return Optional.of(statements);
        }

        private static int size(SqlStatement statement) {
            return statement.text().length() + OVERHEAD;
        }
    }
}
