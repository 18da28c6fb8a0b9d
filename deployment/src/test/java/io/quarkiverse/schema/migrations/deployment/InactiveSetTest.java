package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.QuarkusUnitTest;

class InactiveSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/audit/migrations/1.sql", "create table b (id int);")
            .config("quarkus.schema-migrations.\"audit\".target", "latest")
            .config("quarkus.schema-migrations.active", "false")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    InjectableInstance<SchemaMigrations> migrations;

    @Inject
    @Any
    InjectableInstance<SchemaMigrations> all;

    @Test
    void leaves_the_database_alone() {
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name in ('a', 'b')"))
                .containsExactly("b");
    }

    @Test
    void says_which_key_turned_the_bean_off() {
        SchemaMigrations bean = migrations.getHandle().getBean().isActive() ? migrations.get() : null;
        assertThat(bean).isNull();
        assertThatThrownBy(migrations::get).isInstanceOf(InactiveBeanException.class).hasMessageContaining(
                "The default migration set was deactivated through configuration properties. To activate it, set"
                        + " configuration property 'quarkus.schema-migrations.active' to 'true' or remove it.");
    }

    @Test
    void lists_the_other_sets() {
        assertThat(all.listActive()).extracting(SchemaMigrations::set).containsExactly("audit");
    }
}
