package io.quarkiverse.schema.migrations.runtime;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.datasource.runtime.DatabaseSchemaProvider;

/** Lets "Reset" of the Dev UI drop everything in the schema of a datasource and migrate from the beginning. */
public final class SchemaReset implements DatabaseSchemaProvider {

    @Override
    public void resetDatabase(String dbName) {
        sets().reset(dbName::equals);
    }

    @Override
    public void resetAllDatabases() {
        sets().reset(name -> true);
    }

    private static DevelopmentSets sets() {
        try (InstanceHandle<DevelopmentSets> sets = Arc.container().instance(DevelopmentSets.class)) {
            return sets.get();
        }
    }
}
