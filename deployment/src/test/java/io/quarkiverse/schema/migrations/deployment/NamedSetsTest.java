package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.test.QuarkusUnitTest;

class NamedSetsTest {

    private static final String TABLES = "select name from sqlite_master where type = 'table' order by name";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("archive")
            .dataSource("unused")
            .dataSource("start")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/archive/migrations/1.sql", "create table b (id int);")
            .script("db/audit-log/migrations/1.sql", "create table c (id int);")
            .script("other/sqlite/1.sql", "create table d (id int);")
            .script("db/off/migrations/notes.txt", "Never looked at.")
            .config("quarkus.schema-migrations.audit-log.lock-timeout", "5S")
            .config("quarkus.schema-migrations.\"odd/Näme\".locations", "/other/{db-kind}/")
            .config("quarkus.schema-migrations.\"odd/Näme\".datasource", "archive")
            .config("quarkus.schema-migrations.off.enabled", "false")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("archive")
    DataSource archive;

    @Inject
    @MigrationSetName("odd/Näme")
    SchemaMigrations odd;

    @Inject
    @Any
    Instance<SchemaMigrations> all;

    @Test
    void migrates_the_default_datasource_for_sets_without_one_of_their_name() {
        assertThat(TestApplication.query(dataSource, TABLES))
                .containsExactly("a", "c", "schema_migrations_history", "schema_migrations_history_audit-log");
    }

    @Test
    void takes_a_datasource_for_a_set_when_there_are_scripts_for_it() {
        assertThat(TestApplication.query(archive, TABLES))
                .containsExactly("b", "d", "schema_migrations_history_archive", "schema_migrations_history_odd/Näme");
    }

    @Test
    void offers_each_set_that_exists_as_a_bean() {
        assertThat(all.stream().map(SchemaMigrations::set))
                .containsExactlyInAnyOrder("<default>", "archive", "audit-log", "odd/Näme");
        assertThat(odd.set()).isEqualTo("odd/Näme");
    }
}
