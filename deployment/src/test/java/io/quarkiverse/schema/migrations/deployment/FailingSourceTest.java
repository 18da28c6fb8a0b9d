package io.quarkiverse.schema.migrations.deployment;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.builder.ScriptMigrations;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkus.test.QuarkusUnitTest;

class FailingSourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Doubles.class, Broken.class)
            .script("db/migrations/items.sql", "create table item (id int);")
            .config("quarkus.schema-migrations.migrate-at-start", "false")
            .fails(InvalidSourcesException.class, "2 problems in the migrations:\n"
                    + "  - doubles:Items/up.sql: has the id 'Items', which differs only in case or form from 'items' of"
                    + " 'db/migrations/items.sql'; ids must be unique in a set: rename one of them\n"
                    + "  - " + Broken.class.getName() + ": failed with java.lang.IllegalStateException: no shops;"
                    + " correct the source");

    @ApplicationScoped
    public static class Doubles implements MigrationSource {

        @Override
        public List<Migration> migrations() {
            return ScriptMigrations.of("doubles").migration("Items", "select 1").list();
        }
    }

    @ApplicationScoped
    public static class Broken implements MigrationSource {

        @Override
        public List<Migration> migrations() {
            throw new IllegalStateException("no shops");
        }
    }

    @Test
    void fails_the_start_with_all_that_is_wrong_although_nothing_is_migrated() {
        // the extension above has checked it: the application does not start
    }
}
