package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.QuarkusUnitTest;

/** Both sets are in one schema, of which the first start has been long ago. */
class CleanAtStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .onDatabaseWith("create table a (id int)", "create table leftover (id int)")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.\"audit\".datasource", "<default>")
            .runtimeConfig("quarkus.schema-migrations.clean-allowed", "true")
            .runtimeConfig("quarkus.schema-migrations.clean-at-start", "true")
            .runtimeConfig("quarkus.schema-migrations.\"audit\".clean-allowed", "true")
            .runtimeConfig("quarkus.schema-migrations.\"audit\".clean-at-start", "true")
            .starts();

    @Inject
    AgroalDataSource dataSource;

    @Test
    void drops_everything_before_any_set_is_migrated() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from sqlite_master where type = 'table' order by name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertThat(tables).containsExactly("a", "b", "schema_migrations_history", "schema_migrations_history_audit");
    }
}
