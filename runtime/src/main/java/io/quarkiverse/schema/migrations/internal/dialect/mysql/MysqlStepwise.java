package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.internal.dialect.StatementOutcome;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MysqlWords.StatementKind;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * Sends a script and its progress in as few packets as their size allows, in the order in which they have to run.
 * <p>
 * The server runs a packet to its end even when the client dies, and holds the lock until then: so the death of a client
 * leaves the history right, wherever it happens. What the death of the server leaves depends on the statement:
 * <ul>
 * <li>One that changes rows shares a transaction with its progress; both are there afterwards, or neither. Those that fill
 * a table one after the other ({@link ConstantRows}) share it among them too, as far as their packet goes.
 * <li>One that commits by itself, as definitions do, stands between two commits of ours: <i>begun</i>, with what the
 * catalog said before, and <i>done</i>. Begun and not done, the catalog tells ({@link Definition}), or it is unknown.
 * <li>What sets up the session is not noted: a later attempt runs it again.
 * <li>A transaction of the script is one step, whose progress is noted inside, before its commit.
 * <li>A section between {@code LOCK TABLES} and {@code UNLOCK TABLES} is one step as well. The history cannot be written
 * in it, so it travels in one packet, and without autocommit: what it changed is given up when it fails.
 * <li>MySQL takes the semicolon between two statements into the body of a routine, trigger or event that it follows, and
 * MariaDB takes what follows for a part of a block that is not closed. So their progress travels in the next packet.
 * </ul>
 * Every commit waits for the server's disk. So notes that follow each other directly share one: that the script has begun, or
 * that a definition is done, with the one that the next definition has begun; the last one with the end of the script.
 */
final class MysqlStepwise implements ScriptRun {

    private static final int FULL = 256 * 1024;
    private static final int SECTION_FULL = 8 * 1024 * 1024;
    private static final String AUTOCOMMIT = "@" + SessionChanges.OURS + "section_autocommit";

    /** What the next statement of ours has to deal with. */
    private enum Open {
        NOTHING,
        /** A transaction that has inserted the history's row. */
        BEGINNING,
        /** A definition is done and not noted. */
        DEFINITION,
        /** A transaction with statements that change rows, and not yet their progress. */
        ROWS
    }

    private final SqlRunner runner;
    private final LockWaits waits;
    private final ServerVersion version;
    private final String schema;
    private final Packet packet;
    private final SessionChanges changes;
    private final SharedTransaction shared;
    private Open open = Open.NOTHING;
    private Section section = Section.NONE;
    private SqlStatement sectionBegin;
    private boolean autocommit = true;
    private boolean autocommitSetInSection;
    /** Whether the section that locks tables has changed rows, and then committed them. */
    private boolean rowsInSection;
    private boolean commitsRows;
    private Notes latest;
    private Notes ofStep;
    private boolean noted = true;

    MysqlStepwise(SqlRunner runner, ServerVersion version, MysqlDriver driver, LockWaits waits) throws SQLException {
        this.runner = runner;
        this.waits = waits;
        this.version = version;
        this.schema = ShellSession.database(runner.connection()).orElse(null);
        this.packet = new Packet(runner, driver);
        this.changes = new SessionChanges(version.product());
        this.shared = new SharedTransaction(packet);
        ShellSession.withoutModeOfDriver(runner.connection()).ifPresent(sql -> {
            changes.keepModes().forEach(packet::add);
            packet.add(sql);
        });
    }

    @Override
    public void note(String write) throws SQLException {
        if (packet.isTooLarge(write)) {
            throw new SQLException("its row of the history, which holds the down script, has " + packet.sizeOf(write));
        }
        packet.add("START TRANSACTION");
        packet.add(write);
        open = Open.BEGINNING;
    }

    @Override
    public void repeat(SqlStatement statement) throws SQLException {
        checkSize(statement);
        packet.announce(statement, "", Optional.empty(), Packet.Failed.UNDONE);
        sessionStatement(MysqlWords.of(statement, version));
        sendIfFull();
    }

    @Override
    public void run(SqlStatement statement, Notes notes) throws SQLException {
        checkSize(statement);
        MysqlWords words = MysqlWords.of(statement, version);
        Optional<List<String>> target = commitsByItself() ? ConstantRows.target(statement, words) : Optional.empty();
        if (!goesOn(words, target)) {
            settle();
        }
        ofStep = section == Section.NONE ? notes : ofStep;
        boolean leavesNothing = open == Open.ROWS && ConstantRows.isOneRow(statement); // the server speaks of all ROWS
        packet.announce(statement, section == Section.NONE ? version.product().consequence : section.consequence(sectionBegin),
                rescue(latest), new Packet.Failed(afterFailure(words), leavesNothing ? Optional.empty()
                        : Optional.of(() -> ofStep.begun(CatalogFingerprint.ROWS_KEPT))));
        switch (section) {
            case NONE -> outside(statement, words, target, notes);
            case TRANSACTION -> inTransaction(statement, words, notes);
            case LOCKED_TABLES -> inLockedTables(statement, words, notes);
        }
        latest = notes;
        sendIfFull();
    }

    /** Fails for a statement that neither driver nor server takes; what is before it must not be lost with it. */
    private void checkSize(SqlStatement statement) throws SQLException {
        if (!packet.isTooLarge(statement.text())) {
            return;
        }
        if (open == Open.BEGINNING && !packet.isSent()) {
            packet.clear(); // nothing has run, and nothing will
        } else {
            settle();
            packet.send();
        }
        throw new FailedStatementException(statement,
                " Nothing of that statement was sent." + section.consequence(sectionBegin),
                new SQLException("the statement has " + packet.sizeOf(statement.text())));
    }

    /** What the server's word that a statement has failed is worth: with some, a part of it may have been committed. */
    private StatementOutcome afterFailure(MysqlWords words) {
        if (section != Section.LOCKED_TABLES) {
            rowsInSection = false;
            commitsRows = false;
        } else {
            commitsRows |= rowsInSection && words.mayCommit();
            rowsInSection |= words.kind() == StatementKind.ROWS;
        }
        return commitsRows || words.kind() == StatementKind.ANYTHING ? StatementOutcome.UNKNOWN : StatementOutcome.NOT_DONE;
    }

    /** Whether there is no transaction or the like of the script. */
    private boolean commitsByItself() {
        return section == Section.NONE && autocommit;
    }

    /** Whether a statement, or what is noted before it, settles what is open. */
    private boolean goesOn(MysqlWords words, Optional<List<String>> target) {
        return switch (open) {
            case NOTHING -> true;
            case BEGINNING, DEFINITION -> commitsByItself() && words.kind().isBegun();
            case ROWS -> shared.takes(target);
        };
    }

    /** Notes and commits what is open. */
    private void settle() {
        if (open == Open.DEFINITION || open == Open.ROWS) {
            packet.announceNotes();
            done(latest);
        }
        if (open == Open.BEGINNING || open == Open.ROWS) {
            packet.add("COMMIT");
        }
        open = Open.NOTHING;
    }

    /** What to do for what is open, behind the statement of some notes, if the next one fails or what is noted before it. */
    private Optional<Packet.Rescue> rescue(Notes before) {
        return switch (open) {
            case NOTHING, BEGINNING -> Optional.empty();
            case DEFINITION -> Optional.of(new Packet.Rescue(before::done, ""));
            case ROWS -> Optional.of(shared.rescue(before));
        };
    }

    private void outside(SqlStatement statement, MysqlWords words, Optional<List<String>> target, Notes notes)
            throws SQLException {
        switch (words.kind()) {
            case ROWS -> {
                if (!autocommit) {
                    open(Section.TRANSACTION, statement);
                } else if (open == Open.ROWS) {
                    shared.goOn();
                } else {
                    shared.begin(statement, target);
                    open = Open.ROWS;
                }
                plain(words);
            }
            case BEGIN -> {
                open(Section.TRANSACTION, statement);
                plain(words);
            }
            case LOCK_TABLES -> lockTables(statement, words, notes);
            case DEFINITION, ANYTHING -> definition(statement, words, notes);
            case SESSION, COMMIT, ROLLBACK, UNLOCK_TABLES -> sessionStatement(words);
            case NOTHING -> noted = false;
        }
    }

    private void open(Section kind, SqlStatement statement) {
        section = kind;
        sectionBegin = statement;
    }

    private void plain(MysqlWords words) throws SQLException {
        changes.before(words).forEach(packet::add);
        if (words.loadsFromClient()) {
            packet.sendAlone();
        } else {
            packet.addAnnounced();
        }
        noted = false;
        if (words.mayTakeWhatFollows(version.product())) {
            packet.send();
        }
    }

    private void done(Notes notes) {
        packet.add(notes.done());
        noted = true;
    }

    private void commitIfOff() {
        if (!autocommit) {
            packet.add("COMMIT");
        }
    }

    private void sessionStatement(MysqlWords words) throws SQLException {
        plain(words);
        Optional<Boolean> switched = words.switchesAutocommit();
        autocommit = switched.orElse(autocommit);
        autocommitSetInSection |= switched.isPresent();
    }

    private void definition(SqlStatement statement, MysqlWords words, Notes notes) throws SQLException {
        begun(statement, words, notes);
        commitIfOff();
        plain(words);
        if (commitsByItself() && words.kind() == StatementKind.DEFINITION) {
            open = Open.DEFINITION;
        } else {
            done(notes);
            commitIfOff();
            section = Section.NONE;
        }
    }

    /** Tells of all statements in front of it as well, so that they need not be noted. */
    private void begun(SqlStatement statement, MysqlWords words, Notes notes) {
        packet.addBegun(notes.begun(CatalogFingerprint.before(statement, words, version.product())));
        if (open == Open.BEGINNING) {
            packet.add("COMMIT");
        }
        open = Open.NOTHING;
    }

    private void lockTables(SqlStatement statement, MysqlWords words, Notes notes) throws SQLException {
        begun(statement, words, notes);
        open(Section.LOCKED_TABLES, statement);
        autocommitSetInSection = false;
        packet.add("SET " + AUTOCOMMIT + " = @@SESSION.autocommit, autocommit = 0");
        plain(words);
    }

    private void inTransaction(SqlStatement statement, MysqlWords words, Notes notes) throws SQLException {
        switch (words.kind()) {
            case COMMIT -> {
                done(notes);
                packet.add(statement.text());
                section = words.words().contains("CHAIN") && !words.words().contains("NO") ? section : Section.NONE;
            }
            case ROLLBACK -> {
                packet.add(statement.text());
                section = Section.NONE;
                done(notes);
                commitIfOff();
            }
            case BEGIN -> {
                noteLatest();
                plain(words);
            }
            case LOCK_TABLES -> lockTables(statement, words, notes);
            case DEFINITION -> {
                if (words.words().contains("TEMPORARY")) {
                    plain(words);
                } else {
                    definition(statement, words, notes);
                }
            }
            case ANYTHING -> {
                // becomes visible if it commits by itself, and then it is unknown what else it did
                packet.addBegun(notes.begun(CatalogFingerprint.before(statement, words, version.product())));
                plain(words);
            }
            case SESSION -> inTransactionOfSession(words, notes);
            case ROWS, UNLOCK_TABLES -> plain(words);
            case NOTHING -> noted = false;
        }
    }

    private void inTransactionOfSession(MysqlWords words, Notes notes) throws SQLException {
        boolean off = !autocommit;
        sessionStatement(words);
        if (off && autocommit) {
            // to switch it on has committed what was open
            section = Section.NONE;
            done(notes);
        }
    }

    private void noteLatest() {
        if (!noted && latest != null) {
            done(latest);
        }
    }

    private void inLockedTables(SqlStatement statement, MysqlWords words, Notes notes) throws SQLException {
        switch (words.kind()) {
            case UNLOCK_TABLES -> {
                packet.add("COMMIT");
                packet.add(statement.text());
                if (!autocommitSetInSection) {
                    packet.add("SET autocommit = " + AUTOCOMMIT);
                }
                section = Section.NONE;
                done(notes);
                commitIfOff();
            }
            case SESSION -> sessionStatement(words);
            case NOTHING -> noted = false;
            default -> plain(words);
        }
    }

    private void sendIfFull() throws SQLException {
        boolean alone = runner.timeout().isPresent() && section != Section.LOCKED_TABLES;
        if (alone || packet.length() > (section == Section.LOCKED_TABLES ? SECTION_FULL : FULL)) {
            settle();
            packet.send();
        }
    }

    @Override
    public void end() throws SQLException {
        if (section != Section.NONE) {
            packet.send();
            throw section.leftOpen(sectionBegin);
        }
        List<String> restore = changes.restore(schema);
        if (!restore.isEmpty()) {
            settle(); // some of it is forbidden in a transaction
        }
        packet.announceNotes();
        restore.forEach(packet::add);
    }

    @Override
    public void finish(String finished) throws SQLException {
        if (open != Open.BEGINNING && open != Open.ROWS) {
            packet.add("START TRANSACTION");
        }
        noteLatest();
        packet.add(finished);
        packet.add("COMMIT");
        packet.send();
    }

    @Override
    public StatementOutcome outcome(SQLException failure) {
        return packet.outcome();
    }

    @Override
    public void abandon() throws SQLException {
        packet.clear();
        runner.run("ROLLBACK; UNLOCK TABLES; SET autocommit = 1");
    }

    @Override
    public void close() throws SQLException {
        try {
            runner.close();
        } finally {
            waits.close();
        }
    }
}
