package io.quarkiverse.schema.migrations.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(LibraryTurnedOffTest.WithoutBilling.class)
class LibraryTurnedOffTest {

    public static class WithoutBilling extends OwnDatabase {
        @Override
        Map<String, String> keys() {
            return Map.of("quarkus.schema-migrations.\"billing\".enabled", "false",
                    "quarkus.schema-migrations.\"audit\".active", "false");
        }
    }

    @Inject
    DataSource dataSource;

    @Inject
    @Any
    InjectableInstance<SchemaMigrations> all;

    @Test
    void a_library_whose_set_is_turned_off_leaves_nothing_in_the_database() throws SQLException {
        assertThat(Databases.tables(dataSource)).containsExactly("orders", "schema_migrations_history");
    }

    @Test
    void a_set_that_is_not_enabled_is_no_bean_and_one_that_is_not_active_is_no_active_one() {
        assertThat(all.handlesStream()).hasSize(2);
        assertThat(all.listActive()).singleElement().satisfies(set -> assertThat(set.set()).isEqualTo("<default>"));
    }
}
