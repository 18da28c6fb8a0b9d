package io.quarkiverse.schema.migrations.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What a finished statement made for its session, and went with it. In doubt it is needed. */
public interface SessionObject {

    /** What a later statement has to do with it. */
    enum Use {
        /** It does without. */
        NONE,
        /** It may need it. */
        NEEDED,
        /** It creates it again, or makes sure that it is absent: from here on the loss has no consequence. */
        ENDED
    }

    /** What a statement has to do with it. */
    Use use(SqlStatement later);

    /**
     * Whether code that the database keeps, such as a trigger or a function, may need it, so that any statement may.
     *
     * @throws SQLException when the database fails
     */
    boolean isNeededByKeptCode(Connection connection) throws SQLException;

    /** What cannot be told apart from the rest of the session: everything that is left may need it. */
    SessionObject NAMELESS = new SessionObject() {

        @Override
        public Use use(SqlStatement later) {
            return Use.NEEDED;
        }

        @Override
        public boolean isNeededByKeptCode(Connection connection) {
            return true;
        }
    };
}
