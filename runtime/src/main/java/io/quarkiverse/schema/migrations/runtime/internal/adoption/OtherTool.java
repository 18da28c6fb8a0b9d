package io.quarkiverse.schema.migrations.runtime.internal.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.plan.Adoption;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.Dialect;

/** What differs between the tools whose histories can be taken over. Stateless. */
sealed interface OtherTool permits Switchy {

    Adoption.Tool name();

    /** The names that it gives its table. */
    List<String> tables();

    /** Whether a table with these columns, in lower case, can be its own. */
    boolean keeps(Set<String> columns);

    /**
     * Reads its history.
     *
     * @param sources what the set offers
     * @throws SQLException when the database fails
     */
    Testimony read(Connection connection, Dialect dialect, OtherHistory history, List<Migration> sources) throws SQLException;

    static OtherTool of(Adoption.Tool name) {
        return switch (name) {
            case SWITCHY -> new Switchy();
        };
    }
}
