package io.quarkiverse.schema.migrations.internal.adopt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.internal.dialect.Dialect;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.report.AdoptionReport.PassedOver;

/** What differs between the tools whose histories can be taken over. Stateless. */
sealed interface ForeignTool permits Flyway, Liquibase, Switchy {

    /** In which order it applies. */
    enum Order {
        /** By id, so that what is newer than all the sources comes from a newer release. */
        OF_IDS,
        /** As its own files say. */
        OF_ITS_OWN
    }

    /** Whether a lock that belongs to a transaction could be taken. */
    enum Hold {
        HELD,
        HELD_BY_ANOTHER
    }

    Adoption.Tool name();

    /** The names that it gives its table. */
    List<String> tables();

    /** Whether a table with these columns, in lower case, can be its own. */
    boolean keeps(Set<String> columns);

    Order order();

    /**
     * Takes the lock that it takes itself when it migrates; called outside of a transaction.
     *
     * @return empty while it is at work
     * @throws SQLException when the database fails
     */
    Optional<ForeignLock> lock(Connection connection, Dialect dialect, ForeignTable history) throws SQLException;

    /**
     * Takes a lock that ends with the transaction that has just begun.
     *
     * @throws SQLException when the database fails
     */
    Hold hold(Connection connection, Dialect dialect, ForeignTable history) throws SQLException;

    /**
     * Reads its history.
     *
     * @param sources what the set offers
     * @throws SQLException when the database fails
     */
    History read(Connection connection, Dialect dialect, ForeignTable history, List<Migration> sources)
            throws SQLException;

    static ForeignTool of(Adoption.Tool name) {
        return switch (name) {
            case FLYWAY -> new Flyway();
            case LIQUIBASE -> new Liquibase();
            case SWITCHY -> new Switchy();
        };
    }

    /**
     * All that another tool's history says, in our terms.
     *
     * @param foreignRows what it says is applied, in the order in which it was
     * @param passedOver what of it says nothing about the schema as it is
     * @param objections why it cannot be adopted as it is, each with what to do
     */
    record History(List<ForeignRow> foreignRows, List<PassedOver> passedOver, List<String> objections) {

        public History {
            foreignRows = List.copyOf(foreignRows);
            passedOver = List.copyOf(passedOver);
            objections = List.copyOf(objections);
        }
    }
}
