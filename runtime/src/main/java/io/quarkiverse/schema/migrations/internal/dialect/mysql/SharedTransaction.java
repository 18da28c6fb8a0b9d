package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * A transaction of ours around statements that a script leaves to commit by themselves. Where one fails, those in front of it
 * are still committed, as the script meant it. That goes wrong where the server has rolled back more than the statement,
 * as it does in a deadlock; a savepoint, which is gone then, tells.
 */
final class SharedTransaction {

    private static final String SAVEPOINT = SessionChanges.OURS + "shared";

    private final Packet packet;
    private Optional<List<String>> target = Optional.empty();
    private SqlStatement first;
    private boolean several;

    SharedTransaction(Packet packet) {
        this.packet = packet;
    }

    /**
     * Begins it.
     *
     * @param statement comes next
     * @param into what that inserts into ({@link ConstantRows#target})
     */
    void begin(SqlStatement statement, Optional<List<String>> into) {
        packet.add("START TRANSACTION");
        first = statement;
        target = into;
        several = false;
    }

    /** Whether it may go on with a statement that inserts into something. */
    boolean takes(Optional<List<String>> into) {
        return target.isPresent() && target.equals(into);
    }

    /** One more statement comes next. */
    void goOn() {
        if (!several) {
            packet.add("SAVEPOINT " + SAVEPOINT);
            several = true;
        }
    }

    /**
     * What to do when the next statement fails.
     *
     * @param before of the statement in front of it
     */
    Packet.Rescue rescue(ScriptRun.Notes before) {
        return new Packet.Rescue(() -> "RELEASE SAVEPOINT " + SAVEPOINT + ";\n" + before.done() + ";\nCOMMIT",
                " The server has rolled it back with all from " + first.position()
                        + " on, which share a transaction with it: the next run begins there.");
    }
}
