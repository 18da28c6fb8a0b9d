package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsCustomizer;
import io.quarkus.test.QuarkusUnitTest;

class CustomizersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(ForDefault.class, ForAudit.class, LastForAudit.class)
            .script("db/migrations/1.sql", "create table a (name text default '${name}');")
            .script("db/audit/migrations/2.sql", "create table b (name text default '${name}');")
            .config("quarkus.schema-migrations.placeholders.name", "configured")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .starts();

    @Inject
    AgroalDataSource dataSource;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @Test
    void customizers_change_the_options_of_their_set_alone_in_the_order_of_their_priority() throws SQLException {
        assertThat(defaultOf("a")).isEqualTo("'default set'");
        assertThat(defaultOf("b")).isEqualTo("'last'");
        assertThat(audit.set()).isEqualTo("audit");
    }

    private String defaultOf(String table) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select dflt_value from pragma_table_info('" + table + "')")) {
            row.next();
            return row.getString(1);
        }
    }

    @Singleton
    public static class ForDefault implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.placeholder("name", "default set");
        }
    }

    @Singleton
    @Priority(1)
    @MigrationSetName("audit")
    public static class LastForAudit implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.placeholder("name", "last");
        }
    }

    @Singleton
    @Priority(2)
    @MigrationSetName("audit")
    public static class ForAudit implements SchemaMigrationsCustomizer {
        @Override
        public void customize(SchemaMigrationsBuilder builder) {
            builder.set("renamed").placeholder("name", "first");
        }
    }
}
