package io.quarkiverse.schema.migrations.deployment;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class LockFileChecksTest {

    private static final String CHECKSUM = "0".repeat(64);

    private static final Path LOCK = TestApplication.freshFile("migrations.lock",
            "1\t" + CHECKSUM + "\t-\n2\t" + CHECKSUM + "\t-\n5\t-\t-\n");
    private static final Path DAMAGED = TestApplication.freshFile("audit.lock", "1\n");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/migrations/3.sql", "create table c (id int);")
            .script("db/migrations/4.sql", "create table d (id int);")
            .script("db/audit/migrations/1.sql", "create table e (id int);")
            .script("db/layouts/migrations/1.sql", "create table f (id int);")
            .config("quarkus.schema-migrations.lock-file", LOCK.toString())
            .config("quarkus.schema-migrations.audit.lock-file", DAMAGED.toString())
            .config("quarkus.schema-migrations.layouts.lock-file", LOCK.resolveSibling("missing.lock").toString())
            .fails(InvalidSetsException.class,
                    """
                            5 problems in the migrations:
                              - LOCK: records '2', which is gone; restore it, or, if no database has it, take it out with quarkus.schema-migrations.update-lock-file=true
                                  records '5', which is gone; restore it, or, if no database has it, take it out with quarkus.schema-migrations.update-lock-file=true
                              - db/migrations/1.sql: has changed since LOCK recorded it; restore it, and put the change into a new migration, or, if no database has it, record it as it is with quarkus.schema-migrations.update-lock-file=true
                              - db/migrations/3.sql: is not recorded in LOCK; start development mode once, or build with quarkus.schema-migrations.update-lock-file=true, and commit the file
                              - db/migrations/4.sql: is not recorded in LOCK; start development mode once, or build with quarkus.schema-migrations.update-lock-file=true, and commit the file
                            1 problem in the migrations of set 'audit':
                              - DAMAGED:1: is not an id and two checksums with tabs between them; restore the file, or rewrite it with quarkus.schema-migrations."audit".update-lock-file=true
                            1 problem in the migrations of set 'layouts':
                              - MISSING: does not exist; start development mode once, or build with quarkus.schema-migrations."layouts".update-lock-file=true, and commit the file"""
                            .replace("LOCK", LOCK.toString())
                            .replace("DAMAGED", DAMAGED.toString())
                            .replace("MISSING", LOCK.resolveSibling("missing.lock").toString()));

    @Test
    void list_all_that_differs_in_all_sets() {
        // the extension above has checked it: the application does not start
    }
}
