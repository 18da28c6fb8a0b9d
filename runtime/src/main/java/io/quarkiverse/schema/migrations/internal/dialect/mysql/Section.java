package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.SQLException;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What a script makes one step by itself. */
enum Section {

    NONE,
    TRANSACTION,
    /** Between {@code LOCK TABLES} and {@code UNLOCK TABLES}. */
    LOCKED_TABLES;

    /** What a script fails with that ends inside of it. */
    SQLException leftOpen(SqlStatement begin) {
        return new SQLException("the script ends inside of the section that begins at " + begin.position() + " ("
                + begin.head() + "): add " + (this == TRANSACTION ? "a COMMIT" : "UNLOCK TABLES"));
    }

    /**
     * Says what becomes of the section when one of its statements fails.
     *
     * @param begin its first statement
     * @return empty when there is no section
     */
    String consequence(SqlStatement begin) {
        return switch (this) {
            case NONE -> "";
            case TRANSACTION -> " It is in the transaction that begins at " + begin.position()
                    + ", which is one step: it was rolled back, and the next run starts it again.";
            case LOCKED_TABLES -> " It is in the section that locks tables at " + begin.position()
                    + ", which is one step: what it changed in rows was rolled back, and the next run starts it again.";
        };
    }
}
