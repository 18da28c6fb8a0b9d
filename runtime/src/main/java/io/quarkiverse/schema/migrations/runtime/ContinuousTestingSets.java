package io.quarkiverse.schema.migrations.runtime;

import java.util.Set;

import io.quarkiverse.schema.migrations.internal.engine.FollowingEngine.OnDifference;
import io.quarkiverse.schema.migrations.runtime.config.OnChange;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;

/**
 * Makes databases follow the sources from one run of continuous testing to the next. A database that Dev Services started
 * outlives a run, so without this an edited script would be refused until the end of the development session. Any other
 * database is refused, as in all tests.
 */
final class ContinuousTestingSets extends DevelopmentSets {

    /** The parameters are those of {@link DevelopmentSets}. */
    ContinuousTestingSets(SchemaMigrationsRuntimeConfig config, Set<String> ofDevServices) {
        super(config, ofDevServices);
    }

    /** Tests run on the schema that the scripts make, and not on what a down script has left of another one. */
    @Override
    OnDifference onDifference(MigrationSet set, OnChange setting) {
        return setting != OnChange.REFUSE && isOfDevServices(set) ? OnDifference.DROP : OnDifference.REFUSE;
    }
}
