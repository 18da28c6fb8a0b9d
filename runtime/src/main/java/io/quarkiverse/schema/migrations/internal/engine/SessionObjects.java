package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.Replay;
import io.quarkiverse.schema.migrations.internal.dialect.SessionObject;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * What a session has taken along that was interrupted in the middle of a script, and whether the rest of the script can do
 * without. Is told of the statements in their order.
 */
final class SessionObjects {

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
        if (dialect.replay(statement) == Replay.RUN_AGAIN) {
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
