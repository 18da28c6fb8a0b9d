package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.ActiveTransactionException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

class InsideTransactionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .config("quarkus.schema-migrations.migrate-at-start", "false")
            .starts();

    @Inject
    SchemaMigrations migrations;

    @Test
    void refuses_commands() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> migrations.migrate()))
                .isInstanceOf(ActiveTransactionException.class)
                .hasMessage("'migrate' was called inside an active transaction; nothing was run.\nCall it outside of one, for"
                        + " example from a method with @Transactional(NOT_SUPPORTED)");
        assertThat(migrations.plan().steps()).hasSize(1);
    }
}
