package io.quarkiverse.schema.migrations.deployment.devui;

import io.quarkiverse.schema.migrations.deployment.SchemaMigrationsEnabled;
import io.quarkiverse.schema.migrations.dev.MigrationsService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** Adds the extension's card to the Dev UI, with its pages and what they ask the application. */
@BuildSteps(onlyIf = { SchemaMigrationsEnabled.class, IsLocalDevelopment.class })
class DevUiProcessor {

    @BuildStep
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Migrations")
                .icon("font-awesome-solid:layer-group")
                .componentLink("qwc-schema-migrations.js")
                .tooltip("What is applied and what is pending")
                .dynamicLabelJsonRPCMethodName("getPendingCount"));
        return card;
    }

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(MigrationsService.class);
    }
}
