package io.quarkiverse.schema.migrations.testing.safety;

import java.util.List;

/**
 * All that was observed while one migration was applied.
 *
 * @param tables what was done to the tables that existed before
 * @param viewsGone the views that there are no longer
 * @param lockTimeout whether the wait for locks of the database was limited
 * @param notObserved what could not be observed
 */
record Observation(List<TableEffect> tables, List<String> viewsGone, boolean lockTimeout, List<String> notObserved) {
}
