package io.quarkiverse.schema.migrations.deployment;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.deployment.spi.DatasourceStartable;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceContainerConfig;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceProvider;
import io.quarkus.deployment.builditem.DevServicesComposeProjectBuildItem;
import io.quarkus.runtime.LaunchMode;

/** A file in place of a container. */
final class SqliteDevServices implements DevServicesDatasourceProvider {

    @Override
    public String getFeature() {
        return "jdbc-sqlite";
    }

    @Override
    public DatasourceStartable createDatasourceStartable(Optional<String> username, Optional<String> password,
            String dataSource, DevServicesDatasourceContainerConfig config, LaunchMode mode, boolean useSharedNetwork,
            Optional<Duration> startupTimeout) {
        String name = config.getDbName().orElse(DataSourceUtil.isDefault(dataSource) ? "quarkus" : dataSource);
        return new SqliteFile(name, config.getAdditionalJdbcUrlProperties());
    }

    @Override
    public Optional<RunningDevServicesDatasource> findRunningComposeDatasource(LaunchMode mode, boolean useSharedNetwork,
            DevServicesDatasourceContainerConfig config, DevServicesComposeProjectBuildItem compose) {
        return Optional.empty();
    }

    @Override
    public boolean isDockerRequired() {
        return false;
    }
}
