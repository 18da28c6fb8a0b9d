package io.quarkiverse.schema.migrations;

import java.sql.Connection;

import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** What a {@link CodeMigration} is given. Of use until the call returns, and to the thread of the call. */
public interface MigrationContext {

    /**
     * The connection of the run, with the migration's transaction begun on it, in which the history is written too.
     * <p>
     * The engine ends the transaction: to commit, to roll back, to switch autocommit on or to abort the connection throws a
     * {@link java.sql.SQLException}; savepoints work, and {@code close()} does nothing. With
     * {@code transaction = NONE} the connection is in autocommit mode, and only its end is kept from the code.
     */
    Connection connection();

    /** The name of the set. */
    String set();

    /** The id of the migration. */
    MigrationId id();

    /** Applied or reverted. */
    Direction direction();

    /** The kind of the database that answers: {@code sqlite}, {@code postgresql}, {@code mysql} or {@code mariadb}. */
    String databaseKind();
}
