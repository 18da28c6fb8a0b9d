package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What is left when tests have ended, one way or another. */
class CleaningUpTest {

    private static final List<Path> FILES = new CopyOnWriteArrayList<>();

    /** The driver takes an option that it does not know for a part of the name. */
    private static Path file(TestDatabase database) {
        return Path.of(database.query("SELECT file FROM pragma_database_list").get(0).get(0));
    }

    @MigratedDatabase(url = "jdbc:sqlite:?unknown_option=1")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Failing {
        @Test
        @Order(1)
        void one(TestDatabase database) {
            FILES.add(file(database));
            fail("as it should");
        }

        @Test
        @Order(2)
        void two(TestDatabase database) {
            FILES.add(file(database));
            assertThat(FILES.get(0)).doesNotExist();
        }
    }

    @Test
    void a_test_that_fails_leaves_no_database_and_the_run_no_folder() {
        FILES.clear();

        assertThat(RunTests.of(Failing.class)).containsEntry("one(TestDatabase)", "failed: as it should")
                .containsEntry("two(TestDatabase)", RunTests.PASSED);

        assertThat(FILES).hasSize(2).doesNotHaveDuplicates().allSatisfy(file -> {
            assertThat(file).doesNotExist();
            assertThat(file.getParent()).doesNotExist();
        });
    }

    @MigratedDatabase(url = "jdbc:sqlite:", scope = MigratedDatabase.Scope.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Sharing {
        @Test
        @Order(1)
        void one(TestDatabase database) {
            database.execute("DELETE FROM author");
        }

        @Test
        @Order(2)
        void two(TestDatabase database) {
            assertThat(database.query("SELECT * FROM author")).isEmpty();
            FILES.add(file(database));
        }
    }

    @Test
    void the_tests_of_a_class_may_share_one_which_ends_with_the_class() {
        FILES.clear();

        assertThat(RunTests.of(Sharing.class).values()).containsExactly(RunTests.PASSED, RunTests.PASSED);

        assertThat(FILES).singleElement().satisfies(file -> assertThat(file).doesNotExist());
    }

    @Test
    void a_template_in_wal_mode_has_copies_in_wal_mode() {
        MigrationsUnderTest migrations = MigrationsUnderTest.from(builder -> builder.migration("1",
                "-- schema-migrations: transaction=none\nPRAGMA journal_mode = wal;\nCREATE TABLE t (id INTEGER);"));
        try (TestDatabases databases = migrations.on("jdbc:sqlite:").open(); TestDatabase copy = databases.migrated()) {
            assertThat(copy.query("PRAGMA journal_mode").get(0)).containsExactly("wal");
            assertThat(copy.query("SELECT count(*) FROM t").get(0)).containsExactly("0");
        }
    }
}
