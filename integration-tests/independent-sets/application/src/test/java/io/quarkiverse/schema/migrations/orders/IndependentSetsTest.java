package io.quarkiverse.schema.migrations.orders;

import static io.quarkiverse.schema.migrations.orders.Databases.column;
import static io.quarkiverse.schema.migrations.orders.Databases.tables;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(IndependentSetsTest.AsItIs.class)
class IndependentSetsTest {

    public static class AsItIs extends OwnDatabase {
        @Override
        Map<String, String> keys() {
            return Map.of();
        }
    }

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations orders;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @Inject
    @MigrationSetName("billing")
    SchemaMigrations billing;

    @Test
    void the_application_and_its_libraries_each_have_their_tables_and_their_history() throws SQLException {
        assertThat(tables(dataSource)).containsExactly("audit_entry", "billing_order", "orders", "schema_migrations_history",
                "schema_migrations_history_audit", "schema_migrations_history_billing");
    }

    @Test
    void each_set_knows_its_own_migrations_although_others_have_the_same_ids() throws SQLException {
        assertThat(ids(orders)).containsExactly("1_orders", "2_customers");
        assertThat(ids(billing)).containsExactly("1_orders", "2_customers");
        assertThat(ids(audit)).containsExactly("1_entries", "2_who");
        assertThat(column(dataSource, "SELECT id FROM schema_migrations_history_audit WHERE id GLOB '[0-9]*' ORDER BY id"))
                .containsExactly("1_entries", "2_who");
    }

    private static Iterable<String> ids(SchemaMigrations set) {
        return set.status().migrations().stream().map(migration -> migration.id().value()).toList();
    }

    @Test
    void each_set_goes_back_and_forth_and_leaves_the_others_alone() throws SQLException {
        assertThat(billing.rollback(Target.all()).done()).hasSize(2);
        assertThat(tables(dataSource)).contains("audit_entry", "orders").doesNotContain("billing_order");
        assertThat(orders.validate().discrepancies()).isEmpty();
        assertThat(orders.migrate().done()).isEmpty();
        assertThat(audit.redo().done()).hasSize(2);

        assertThat(billing.migrate().done()).hasSize(2);
        assertThat(tables(dataSource)).contains("billing_order");
    }
}
