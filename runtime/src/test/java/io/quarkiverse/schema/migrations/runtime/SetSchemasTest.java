package io.quarkiverse.schema.migrations.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.runtime.configuration.ConfigurationException;

class SetSchemasTest {

    private static SetSchemas schemas(String kind, Map<String, String> keys) {
        return new SetSchemas(new MigrationSet("shop", "main", kind, List.of(), "shop.index"),
                OwnConnectionsContract.config("shop", keys));
    }

    @Test
    void each_schema_has_a_history_table() {
        assertThat(schemas("postgresql", Map.of("schemas", "north, South")).historyTables())
                .containsExactly("north.schema_migrations_history_shop", "South.schema_migrations_history_shop");
        assertThat(schemas("postgresql", Map.of("schemas", "north", "history-table", "past")).historyTables())
                .containsExactly("north.past");
        assertThat(schemas("postgresql", Map.of("history-table", "north.past")).historyTables()).containsExactly("north.past");
    }

    @Test
    void sqlite_has_none() {
        schemas("sqlite", Map.of()).refuseWithoutSchemas();
        schemas("mysql", Map.of("schemas", "north")).refuseWithoutSchemas();

        assertThatThrownBy(schemas("sqlite", Map.of("schemas", "north"))::refuseWithoutSchemas)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The value of 'quarkus.schema-migrations.\"shop\".schemas' is wrong: SQLite has no schemas; give what"
                                + " needs one a datasource and a set of its own");
    }

    @Test
    void no_more_are_migrated_at_a_time_than_the_pool_has_connections() throws SQLException {
        try (AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(settings -> settings.maxSize(4)
                        .connectionFactoryConfiguration(connections -> connections.jdbcUrl("jdbc:postgresql:"))))) {
            schemas("postgresql", Map.of("schemas", "a,b,c,d,e", "parallel", "4")).refuseMoreThan(pool);
            schemas("postgresql", Map.of("parallel", "5")).refuseMoreThan(pool);

            assertThatThrownBy(() -> schemas("postgresql", Map.of("schemas", "a,b", "parallel", "5")).refuseMoreThan(pool))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "The value of 'quarkus.schema-migrations.\"shop\".parallel' is wrong: 5 schemas at a time need as"
                                    + " many connections, and the pool has 4. Set it to 4 or less, or"
                                    + " 'quarkus.datasource.\"main\".jdbc.max-size' to 5 or more");
        }
    }
}
