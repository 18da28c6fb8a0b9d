package io.quarkiverse.schema.migrations.deployment;

import io.quarkus.datasource.deployment.spi.DevServicesDatasourceProviderBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

/** Gives SQLite datasources without a URL a database in development mode and in tests; no other extension does. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class SqliteDevServicesProcessor {

    @BuildStep
    DevServicesDatasourceProviderBuildItem provideFiles() {
        return new DevServicesDatasourceProviderBuildItem("sqlite", new SqliteDevServices());
    }
}
