package io.quarkiverse.schema.migrations.deployment;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkus.test.QuarkusUnitTest;

class UnusableCodeMigrationsTest {

    private static final String HERE = "java:" + UnusableCodeMigrationsTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Good.class, SameAsScript.class, SameAsOther.class, WithoutId.class, Blank.class, Abstract.class,
                    NoMigration.class, Inner.class)
            .script("db/migrations/1.sql", "create table shop (name text);")
            .fails(InvalidSourcesException.class, "7 problems in the migrations:\n"
                    + "  - " + HERE + "Abstract: is abstract: put @CodeMigrationId on the classes that extend it\n"
                    + "  - " + HERE + "Blank: ' ' cannot be the id of a migration: it is blank; give it another id\n"
                    + "  - " + HERE + "Inner: cannot be made without an object of the class around it: make it static\n"
                    + "  - " + HERE + "NoMigration: has @CodeMigrationId and does not implement CodeMigration: implement it\n"
                    + "  - " + HERE + "SameAsOther: has the id '2', as '" + HERE + "Good' has; ids must be unique in a set:"
                    + " rename one of them\n"
                    + "  - " + HERE
                    + "SameAsScript: has the id '1', as 'db/migrations/1.sql' has; ids must be unique in a set:"
                    + " rename one of them\n"
                    + "  - " + HERE + "WithoutId: is a migration without an id: put @CodeMigrationId(\"…\") on the class");

    @CodeMigrationId("2")
    public static class Good implements CodeMigration {

        @Override
        public void up(MigrationContext context) {
            // never called
        }
    }

    @CodeMigrationId("2")
    public static class SameAsOther extends Good {
    }

    @CodeMigrationId("1")
    public static class SameAsScript extends Good {
    }

    @CodeMigrationId(" ")
    public static class Blank extends Good {
    }

    @ApplicationScoped
    public static class WithoutId extends Good {
    }

    @CodeMigrationId("3")
    public abstract static class Abstract extends Good {
    }

    @CodeMigrationId("4")
    public static class NoMigration {
    }

    @CodeMigrationId("5")
    public class Inner extends Good {
    }

    @Test
    void fail_the_build_and_are_all_listed() {
        // the extension above has checked it: the application is not built
    }
}
