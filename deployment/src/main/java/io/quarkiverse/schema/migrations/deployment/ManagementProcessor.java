package io.quarkiverse.schema.migrations.deployment;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsBuildTimeConfig;
import io.quarkiverse.schema.migrations.runtime.observe.StatusPage;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.vertx.http.deployment.spi.RouteBuildItem;

/** Adds the page that shows the status of the sets, where the application has an HTTP layer and asks for it. */
@BuildSteps(onlyIf = SchemaMigrationsEnabled.class)
class ManagementProcessor {

    @BuildStep
    RouteBuildItem addStatusPage(Capabilities capabilities, SchemaMigrationsBuildTimeConfig config) {
        if (!config.management() || capabilities.isMissing(Capability.VERTX_HTTP)) {
            return null;
        }
        return RouteBuildItem.newManagementRoute("schema-migrations").withRequestHandler(new StatusPage()).asBlockingRoute()
                .displayOnNotFoundPage("Schema migrations").build();
    }
}
