package io.quarkiverse.schema.migrations.runtime;

import java.sql.Connection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.pool.wrapper.ConnectionWrapper;
import io.quarkiverse.schema.migrations.ConnectionRetirement;

/**
 * Has Agroal end a physical connection when it comes back to the pool. Where something stands around the connection, as
 * telemetry does, it cannot be told from the others and the whole pool is renewed, each connection once it is free.
 */
final class AgroalRetirement implements ConnectionRetirement {

    private final AgroalDataSource dataSource;

    AgroalRetirement(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void retire(Connection connection) {
        if (connection instanceof ConnectionWrapper wrapper) {
            wrapper.getHandler().setFlushOnly();
        } else {
            dataSource.flush(FlushMode.GRACEFUL);
        }
    }
}
