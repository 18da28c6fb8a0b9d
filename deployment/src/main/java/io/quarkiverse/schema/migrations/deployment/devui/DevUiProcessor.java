package io.quarkiverse.schema.migrations.deployment.devui;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;

import io.quarkiverse.schema.migrations.deployment.SchemaMigrationsEnabled;
import io.quarkiverse.schema.migrations.deployment.items.MigrationSetBuildItem;
import io.quarkiverse.schema.migrations.deployment.items.ScannedSetBuildItem;
import io.quarkiverse.schema.migrations.dev.CreationService;
import io.quarkiverse.schema.migrations.dev.DevUiRecorder;
import io.quarkiverse.schema.migrations.dev.DevelopmentFacts;
import io.quarkiverse.schema.migrations.dev.MigrationsService;
import io.quarkiverse.schema.migrations.dev.RunProgress;
import io.quarkiverse.schema.migrations.dev.SafetyService;
import io.quarkiverse.schema.migrations.dev.SetFacts;
import io.quarkiverse.schema.migrations.dev.SourceWatch;
import io.quarkus.agroal.spi.JdbcInitialSQLGeneratorBuildItem;
import io.quarkus.agroal.spi.JdbcUpdateSQLGeneratorBuildItem;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.runtime.RuntimeValue;

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
                .tooltip("What is applied and what is pending; the number is that of pending migrations")
                .dynamicLabelJsonRPCMethodName("getPendingCount"));
        card.addPage(Page.webComponentPageBuilder()
                .title("Actions")
                .icon("font-awesome-solid:play")
                .componentLink("qwc-schema-migrations-actions.js")
                .tooltip("Migrate, roll back, repair, with a preview"));
        card.addPage(Page.webComponentPageBuilder()
                .title("Create")
                .icon("font-awesome-solid:file-circle-plus")
                .componentLink("qwc-schema-migrations-create.js")
                .tooltip("Write a new migration, or generate it from entities"));
        card.addPage(Page.webComponentPageBuilder()
                .title("What it does to a live database")
                .icon("font-awesome-solid:stopwatch")
                .componentLink("qwc-schema-migrations-safety.js")
                .tooltip("Measure the locks and rewrites of migrations"));
        return card;
    }

    @BuildStep
    void services(BuildProducer<JsonRPCProvidersBuildItem> services) {
        services.produce(new JsonRPCProvidersBuildItem(MigrationsService.class));
        services.produce(new JsonRPCProvidersBuildItem(CreationService.class));
        services.produce(new JsonRPCProvidersBuildItem(SafetyService.class));
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().addBeanClasses(RunProgress.class, SourceWatch.class)
                .setDefaultScope(DotName.createSimple(Singleton.class)).setUnremovable().build();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem facts(List<ScannedSetBuildItem> scanned, List<MigrationSetBuildItem> sets,
            List<JdbcInitialSQLGeneratorBuildItem> initial, List<JdbcUpdateSQLGeneratorBuildItem> update,
            ShutdownContextBuildItem shutdown, DevUiRecorder recorder) {
        List<SetFacts> facts = scanned.stream().map(ScannedSetBuildItem::set)
                .map(set -> new SetFacts(set.name(), set.dataSource(), set.databaseKind(),
                        sets.stream().filter(item -> item.name().equals(set.name()))
                                .flatMap(item -> item.locations().folders().stream()).toList()))
                .sorted(Comparator.comparing(SetFacts::name)).toList();
        Map<String, Supplier<String>> initialByDataSource = new TreeMap<>();
        initial.forEach(item -> initialByDataSource.put(item.getDatabaseName(), item.getSqlSupplier()));
        Map<String, Supplier<String>> updateByDataSource = new TreeMap<>();
        update.forEach(item -> updateByDataSource.put(item.getDatabaseName(), item.getSqlSupplier()));
        RuntimeValue<DevelopmentFacts> value = recorder.facts(facts, initialByDataSource, updateByDataSource);
        recorder.offerCreation(value, shutdown);
        return SyntheticBeanBuildItem.configure(DevelopmentFacts.class).scope(Singleton.class).setRuntimeInit().unremovable()
                .runtimeValue(value).done();
    }
}
