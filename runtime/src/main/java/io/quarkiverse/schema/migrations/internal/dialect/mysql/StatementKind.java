package io.quarkiverse.schema.migrations.internal.dialect.mysql;

/** What a statement means to those who note its progress. */
enum StatementKind {
    /** Sets up the session: it does no harm to do so again. */
    SESSION,
    /** Changes rows, or only reads: it can share a transaction with its progress. */
    ROWS,
    /** Commits by itself before and after. */
    DEFINITION,
    /** May do anything, several times: a routine, a prepared statement, several statements in one. */
    ANYTHING,
    BEGIN,
    COMMIT,
    ROLLBACK,
    LOCK_TABLES,
    UNLOCK_TABLES,
    /** The server passes over it: the content is for newer versions. */
    NOTHING;

    /** Whether it is noted that it has begun: it shares no transaction with its progress. */
    boolean isBegun() {
        return this == DEFINITION || this == ANYTHING || this == LOCK_TABLES;
    }
}
