package io.quarkiverse.schema.migrations.deployment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import io.quarkiverse.schema.migrations.deployment.items.DevelopmentSetsBuildItem;
import io.quarkiverse.schema.migrations.runtime.DevelopmentRecorder;
import io.quarkiverse.schema.migrations.runtime.DevelopmentSets;
import io.quarkiverse.schema.migrations.runtime.SchemaReset;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.runtime.DatabaseSchemaProvider;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ConsoleCommandBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.dev.ErrorPageGenerators;
import io.quarkus.runtime.configuration.ConfigUtils;

/** What development mode has and production has not: databases that follow the sources, "Reset", a command and a page. */
@BuildSteps(onlyIf = { SchemaMigrationsEnabled.class, IsDevelopment.class })
class DevelopmentModeProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    DevelopmentSetsBuildItem makeSets(List<DevServicesResultBuildItem> services, List<JdbcDataSourceBuildItem> dataSources,
            DevelopmentRecorder recorder) {
        return new DevelopmentSetsBuildItem(recorder.sets(started(services, dataSources)));
    }

    /** The datasources of which Dev Services started the databases. */
    static Set<String> started(List<DevServicesResultBuildItem> services, List<JdbcDataSourceBuildItem> dataSources) {
        Set<String> started = new TreeSet<>();
        for (JdbcDataSourceBuildItem dataSource : dataSources) {
            List<String> urls = DataSourceUtil.dataSourcePropertyKeys(dataSource.getName(), "jdbc.url");
            boolean own = services.stream().filter(DevServicesResultBuildItem::isStartable)
                    .anyMatch(service -> urls.stream().anyMatch(service.getApplicationConfigProvider()::containsKey));
            // with a URL of the application's own, it need not be that database that the application uses
            if (own && !ConfigUtils.isAnyPropertyPresent(urls)) {
                started.add(dataSource.getName());
            }
        }
        return started;
    }

    @BuildStep
    SyntheticBeanBuildItem makeBean(DevelopmentSetsBuildItem development) {
        return SyntheticBeanBuildItem.configure(DevelopmentSets.class).scope(Singleton.class).setRuntimeInit().unremovable()
                .runtimeValue(development.sets()).done();
    }

    /** Generated, because a file in the runtime module would be in production as well. */
    @BuildStep
    GeneratedResourceBuildItem offerReset() {
        return new GeneratedResourceBuildItem("META-INF/services/" + DatabaseSchemaProvider.class.getName(),
                SchemaReset.class.getName().getBytes(StandardCharsets.UTF_8));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    ConsoleCommandBuildItem offerCommand(DevelopmentSetsBuildItem development, ShutdownContextBuildItem shutdown,
            DevelopmentRecorder recorder) {
        recorder.offerCommands(development.sets(), shutdown);
        return new ConsoleCommandBuildItem(new MigrationsCommand());
    }

    /** A page that begins with what happened, and not with where in the program. */
    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void showFailures() {
        for (Class<?> failure : FailurePage.SHOWN) {
            if (ErrorPageGenerators.get(failure.getName()) == null) {
                ErrorPageGenerators.register(failure.getName(), FailurePage::of);
            }
        }
    }
}
