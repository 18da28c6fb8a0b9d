package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.sql.SQLException;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Statement and progress share a transaction wherever SQLite runs the statement in one. A section that the script
 * begins and commits by itself, or with a savepoint, is one step, whose progress is noted in that transaction. What is
 * left are statements such as {@code VACUUM}, which do no harm when they run twice.
 */
final class SqliteStepwise implements ScriptRun {

    private final SqliteScope scope;
    private final SqlRunner runner;
    private boolean sectionOpen;
    /** The savepoint that opened the section; empty when BEGIN did. */
    private Optional<String> savepoint = Optional.empty();
    private boolean transactionOpen;

    /**
     * @param scope the session of the script
     * @param runner runs its statements
     */
    SqliteStepwise(SqliteScope scope, SqlRunner runner) {
        this.scope = scope;
        this.runner = runner;
    }

    @Override
    public void begin() throws SQLException {
        scope.begin();
    }

    @Override
    public void note(String write) throws SQLException {
        runner.run(write);
    }

    @Override
    public void repeat(SqlStatement statement) throws SQLException {
        runner.run(statement.text());
    }

    @Override
    public void run(SqlStatement statement, Notes notes) throws SQLException {
        scope.before(statement);
        String progress = notes.done();
        SqliteWords words = SqliteWords.of(statement);
        if (sectionOpen) {
            executeInSection(statement, words, progress);
        } else if (words.begins() || words.savepoint().isPresent()) {
            runner.run(statement.text());
            sectionOpen = true;
            savepoint = words.savepoint();
        } else if (words.refusedInTransaction() || words.starts("ATTACH") || words.pragma().isPresent()) {
            runner.run(statement.text());
            runner.run(progress);
        } else {
            runner.run("BEGIN IMMEDIATE");
            transactionOpen = true;
            runner.run(statement.text());
            runner.run(progress);
            runner.run("COMMIT");
            transactionOpen = false;
        }
    }

    private void executeInSection(SqlStatement statement, SqliteWords words, String progress) throws SQLException {
        boolean commits = words.commits() || savepoint.isPresent() && words.releasedSavepoint().equals(savepoint);
        if (commits) {
            runner.run(progress);
        }
        runner.run(statement.text());
        if (words.rollsBackAll()) {
            runner.run(progress);
        }
        sectionOpen = !commits && !words.rollsBackAll();
    }

    @Override
    public void end() throws SQLException {
        if (sectionOpen) {
            throw new SQLException("the script begins a transaction and does not commit it: add a COMMIT");
        }
        scope.end();
    }

    @Override
    public void finish(String finished) throws SQLException {
        if (runner.update(finished) != 1) {
            throw new SQLException("the script deleted its own row from the history table, which it must not change");
        }
    }

    @Override
    public void abandon() throws SQLException {
        if (sectionOpen || transactionOpen) {
            sectionOpen = false;
            transactionOpen = false;
            runner.run("ROLLBACK");
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            runner.close();
        } finally {
            scope.close();
        }
    }
}
