package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.XADataSource;

import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.xa.PGXADataSource;

import com.mysql.cj.jdbc.MysqlXADataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

/** A pool of one connection that is made for distributed transactions. */
class XaTest {

    private static AgroalDataSource pool(ServerDatabase database, Class<? extends XADataSource> driver) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1).acquisitionTimeout(Duration.ofSeconds(20))
                        .connectionFactoryConfiguration(connections -> connections.connectionProviderClass(driver)
                                .jdbcUrl(database.url()).principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password())))));
    }

    private static void migrates(ServerDatabase database, Class<? extends XADataSource> driver, String stepwise)
            throws SQLException {
        try (AgroalDataSource pool = pool(database, driver)) {
            SchemaMigrationsBuilder migrations = SchemaMigrationsBuilder.of(pool)
                    .migration("1", "CREATE TABLE shop (a INT); INSERT INTO shop VALUES (1)", "DROP TABLE shop")
                    .migration("2", stepwise);

            assertThat(migrations.build().migrate().done()).hasSize(2);
            assertThat(migrations.build().migrate().done()).isEmpty();
            assertThat(database.count("shop")).isOne();
            migrations.migration("3", "INSERT INTO shop VALUES (2); INSERT INTO nowhere VALUES (1)");
            assertThatThrownBy(migrations.build()::migrate).isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("memory:3/up.sql:1:");
        }
    }

    @Test
    void migrates_postgresql() throws SQLException {
        ServerDatabase database = Servers.postgresql();

        migrates(database, PGXADataSource.class,
                "-- schema-migrations: transaction=none\nCREATE INDEX CONCURRENTLY i ON shop (a);\nCOPY shop FROM stdin;\n\\.\n");

        assertThat(database.count("shop")).isOne();
    }

    @Test
    void migrates_mysql() throws SQLException {
        migrates(Servers.mysql(), MysqlXADataSource.class, "ALTER TABLE shop ADD b INT DEFAULT 1; SET @a = 1");
    }

    @Test
    void migrates_mariadb() throws SQLException {
        migrates(Servers.mariadb(), MariaDbDataSource.class, "ALTER TABLE shop ADD b INT DEFAULT 1; SET @a = 1");
    }
}
