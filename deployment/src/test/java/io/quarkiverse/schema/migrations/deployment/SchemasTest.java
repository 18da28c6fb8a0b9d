package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.ActiveTransactionException;
import io.quarkiverse.schema.migrations.event.StepFinished;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** An application with a schema for each tenant. */
class SchemasTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onPostgresql("schemas", "create schema north")
            .classes(Observer.class, FirstItem.class)
            .script("db/migrations/1.sql", "create table shop (id int);")
            .script("db/migrations/2.sql", "create table item (id int);")
            .config("quarkus.datasource.username", "postgres")
            .config("quarkus.datasource.password", "postgres")
            .runtimeConfig("quarkus.schema-migrations.schemas", "north, South,west")
            .runtimeConfig("quarkus.schema-migrations.parallel", "2")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrations migrations;

    @Inject
    Observer observer;

    @Test
    void the_start_migrates_every_schema() {
        assertThat(migrations.schemas()).containsExactly("north", "South", "west");
        assertThat(migrations.status().bySchema()).hasSize(3)
                .allSatisfy((schema, status) -> assertThat(status.idsIn(MigrationState.APPLIED)).hasSize(3));
        assertThat(TestApplication.query(dataSource, "select table_schema from information_schema.tables"
                + " where table_name = 'item' order by 1")).contains("South", "north", "west").doesNotContain("public");
        assertThat(TestApplication.query(dataSource, "show search_path")).containsExactly("\"$user\", public");
        assertThat(observer.schemas).contains(Optional.of("north"), Optional.of("South"), Optional.of("west"));
    }

    @Test
    void a_tenant_comes_while_the_application_runs() {
        assertThat(migrations.inSchema("east").migrate().done()).hasSize(3);
        assertThat(TestApplication.query(dataSource, "select count(*) from east.item")).containsExactly("1");
    }

    @Test
    void a_migration_in_java_runs_in_each_schema_and_is_rolled_back_in_one() {
        assertThat(migrations.inSchema("west").rollback().done()).singleElement()
                .satisfies(step -> assertThat(step.id().value()).isEqualTo("3_first_item"));
        assertThat(TestApplication.query(dataSource, "select count(*) from west.item")).containsExactly("0");
        assertThat(TestApplication.query(dataSource, "select count(*) from north.item")).containsExactly("1");
        assertThat(migrations.migrate().bySchema().get("west").done()).hasSize(1);
        assertThat(TestApplication.query(dataSource, "select count(*) from west.item")).containsExactly("1");
    }

    @Test
    void but_not_inside_a_transaction() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> migrations.inSchema("nowhere").migrate()))
                .isInstanceOf(ActiveTransactionException.class);
    }

    /** In every schema. */
    @Singleton
    @CodeMigrationId("3_first_item")
    public static class FirstItem implements CodeMigration {

        @Override
        public void up(MigrationContext context) throws SQLException {
            execute(context, "insert into item values (1)");
        }

        @Override
        public void down(MigrationContext context) throws SQLException {
            execute(context, "delete from item");
        }

        private static void execute(MigrationContext context, String sql) throws SQLException {
            try (Statement statement = context.connection().createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** Hears of what is done where. */
    @Singleton
    public static class Observer {

        final List<Optional<String>> schemas = new CopyOnWriteArrayList<>();

        void done(@Observes StepFinished step) {
            schemas.add(step.schema());
        }
    }
}
