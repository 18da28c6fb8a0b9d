package io.quarkiverse.schema.migrations.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.quickstart.BestSellers.BestSeller;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(ShopTest.Profile.class)
class ShopTest {

    public static class Profile extends OwnDatabaseFile {
        public Profile() {
            super("shop-test.db");
            delete("shop-test.db");
        }
    }

    @Inject
    SchemaMigrations schemaMigrations;

    @Inject
    BestSellers bestSellers;

    @Inject
    DataSource dataSource;

    @Test
    void the_schema_is_current_when_the_application_is_up() throws Exception {
        assertThat(schemaMigrations.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value)
                .containsExactlyElementsOf(MigrationFiles.ids());
        assertThat(schemaMigrations.plan().steps()).isEmpty();
        assertThat(schemaMigrations.validate().valid()).isTrue();
    }

    @Test
    void the_best_seller_is_what_the_orders_say() throws Exception {
        assertThat(bestSellers.top(2)).containsExactly(
                new BestSeller("Assam; second flush", "Black tea", 15, 10850),
                new BestSeller("Earl Grey", "Black tea", 10, 5700));
    }

    @Test
    void the_rebuild_of_the_products_lost_no_row_that_refers_to_them() throws Exception {
        assertThat(number("SELECT COUNT(*) FROM order_line WHERE order_id <= 7")).isEqualTo(13);
        assertThat(number("SELECT COUNT(*) FROM stock")).isEqualTo(8);
        assertThat(number("SELECT COUNT(*) FROM price_change")).isEqualTo(2);
        assertThat(number("SELECT COUNT(*) FROM pragma_foreign_key_check")).isZero();
    }

    @Test
    void foreign_keys_are_enforced_again_after_the_rebuild() throws Exception {
        assertThat(number("PRAGMA foreign_keys")).isEqualTo(1);
    }

    @Test
    void a_trigger_with_several_statements_keeps_the_shelf_from_going_below_zero() {
        assertThatThrownBy(() -> update("INSERT INTO order_line (order_id, product_id, quantity, unit_cents) "
                + "VALUES (1, 5, 26, 440)")).isInstanceOf(SQLException.class)
                .hasMessageContaining("the shelf is empty; order more");
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
