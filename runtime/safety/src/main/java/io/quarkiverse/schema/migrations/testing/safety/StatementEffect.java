package io.quarkiverse.schema.migrations.testing.safety;

import java.time.Duration;
import java.util.List;

/**
 * What one statement of a migration did to the tables that existed before.
 *
 * @param duration how long it took
 * @param tables the tables that it locked, read in full or changed; a lock counts for the statement that took it first, and is
 *        held until the migration ends
 */
public record StatementEffect(Duration duration, List<TableEffect> tables) {

    public StatementEffect {
        tables = List.copyOf(tables);
    }
}
