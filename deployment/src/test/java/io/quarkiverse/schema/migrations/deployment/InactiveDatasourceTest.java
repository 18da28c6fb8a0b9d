package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.QuarkusUnitTest;

class InactiveDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.datasource.active", "false")
            .starts();

    @Inject
    @Any
    InjectableInstance<SchemaMigrations> all;

    @Test
    void starts_without_the_sets_of_an_inactive_datasource() {
        assertThat(all.listActive()).isEmpty();
        assertThat(all.getHandle().getBean().checkActive().inactiveReason()).isEqualTo(
                "The default migration set was deactivated automatically because its datasource '<default>' is inactive.");
    }
}
