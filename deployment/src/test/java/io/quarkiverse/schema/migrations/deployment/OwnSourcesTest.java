package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.ScriptMigrations;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkus.test.QuarkusUnitTest;

class OwnSourcesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Shops.class, Logs.class)
            .script("db/migrations/1.sql", "create table first (id int);")
            .script("db/migrations/3.sql", "insert into shop_2 values (3);")
            .config("quarkus.schema-migrations.audit.lock-timeout", "5S")
            .starts();

    /** Nobody injects it. */
    @ApplicationScoped
    public static class Shops implements MigrationSource {

        static final AtomicInteger ASKED = new AtomicInteger();

        @Inject
        DataSource dataSource;

        @Override
        public List<Migration> migrations() {
            ASKED.incrementAndGet();
            assertThat(dataSource).isNotNull();
            return ScriptMigrations.of("shops").migration("2", "create table shop_2 (id int);", "drop table shop_2;").list();
        }
    }

    public static class Logs {

        @Produces
        @Singleton
        @MigrationSetName("audit")
        MigrationSource logs() {
            return () -> ScriptMigrations.of("logs").migration("1", "create table log (id int);").list();
        }
    }

    @Inject
    DataSource dataSource;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @Inject
    SchemaMigrations migrations;

    @Test
    void add_to_the_default_set_and_are_asked_once_a_command() {
        assertThat(TestApplication.query(dataSource, "select id from schema_migrations_history order by id"))
                .containsExactly("1", "2", "3");
        int asked = Shops.ASKED.get();
        assertThat(asked).isOne();

        assertThat(migrations.plan().steps()).isEmpty();

        assertThat(Shops.ASKED).hasValue(asked + 1);
    }

    @Test
    void add_to_the_set_that_they_name_which_needs_no_other_scripts() {
        assertThat(audit.status().migrations()).extracting(migration -> migration.id().value()).containsExactly("1");
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name = 'log'")).hasSize(1);
    }
}
