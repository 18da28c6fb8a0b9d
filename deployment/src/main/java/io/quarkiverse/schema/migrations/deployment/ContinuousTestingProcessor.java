package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import io.quarkiverse.schema.migrations.deployment.items.DevelopmentSetsBuildItem;
import io.quarkiverse.schema.migrations.runtime.DevelopmentRecorder;
import io.quarkus.agroal.spi.JdbcDataSourceBuildItem;
import io.quarkus.deployment.IsTest;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;

/**
 * What the tests beside an application in development mode have and other tests have not: databases that follow the sources.
 */
@BuildSteps(onlyIf = { SchemaMigrationsEnabled.class, IsTest.class })
class ContinuousTestingProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    DevelopmentSetsBuildItem makeSets(LaunchModeBuildItem mode, List<DevServicesResultBuildItem> services,
            List<JdbcDataSourceBuildItem> dataSources, DevelopmentRecorder recorder) {
        return mode.isAuxiliaryApplication()
                ? new DevelopmentSetsBuildItem(recorder.setsOfTests(DevelopmentModeProcessor.started(services, dataSources)))
                : null;
    }
}
