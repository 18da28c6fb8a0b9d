package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

/** What the kit refuses, and what it says about it. */
class RefusalsTest {

    private static final MigrationsUnderTest LIBRARY = MigrationsUnderTest.at("db/migrations");

    @Test
    void a_database_that_cannot_be_migrated() {
        assertThatThrownBy(() -> LIBRARY.on("jdbc:oracle:thin:@//localhost/x").open())
                .isInstanceOf(IllegalArgumentException.class).hasMessage("'jdbc:oracle' is none of the databases that can be"
                        + " migrated: jdbc:sqlite, jdbc:postgresql, jdbc:mysql, jdbc:mariadb");
    }

    @Test
    void what_is_no_url() {
        assertThatThrownBy(() -> LIBRARY.on("postgresql://localhost/x", "me", "secret").open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a URL of a database begins with jdbc:, the database and a colon, such as"
                        + " jdbc:postgresql://localhost/postgres");
    }

    @Test
    void a_sqlite_file_of_somebody_elses() {
        assertThatThrownBy(() -> LIBRARY.on("jdbc:sqlite:production.db?foreign_keys=true").open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'jdbc:sqlite:production.db' names a file, and tests make"
                        + " files of their own: say jdbc:sqlite: or jdbc:sqlite::memory:, with options behind a question mark");
    }

    @Test
    void a_location_where_nothing_is() {
        try (TestDatabases databases = MigrationsUnderTest.at("db/{db-kind}/elsewhere").on("jdbc:sqlite:").open()) {
            assertThatThrownBy(databases::migrated).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "No folder 'db/sqlite/elsewhere' is on the class path of the tests: migrations are looked for in"
                                    + " src/main/resources and src/test/resources; name another location, or a folder of the file system");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_named_without_the_password() {
        try (TestDatabases databases = LIBRARY.on("jdbc:postgresql://127.0.0.1:1/x", "me", "secret").open()) {
            assertThatThrownBy(databases::empty).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("No database can be made for a test: Connection to 127.0.0.1:1 refused")
                    .message().doesNotContain("secret");
        }
    }

    @Test
    void a_statement_of_a_test_that_fails() {
        try (TestDatabases databases = LIBRARY.on("jdbc:sqlite:").open(); TestDatabase database = databases.empty()) {
            assertThatThrownBy(() -> database.execute("CREATE TABLE")).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("incomplete input");
        }
    }

    @Test
    void an_application_where_none_runs() {
        assertThatThrownBy(() -> MigrationsUnderTest.ofApplication().open()).isInstanceOf(IllegalStateException.class)
                .hasMessage("No application runs: annotate the test with @QuarkusTest, or name locations instead");
        assertThatThrownBy(() -> MigrationsUnderTest.ofApplication().with(builder -> builder.set("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The migrations of an application are as its configuration says");
    }

    @MigratedDatabase(before = "1", after = "2")
    static class BeforeAndAfter {
        @Test
        void test(TestDatabase database) {
            assertThat(database).isNotNull();
        }
    }

    @Test
    void two_places_to_stop_at() {
        assertThat(RunTests.of(BeforeAndAfter.class)).containsExactly(Map.entry("test(TestDatabase)",
                "failed: @MigratedDatabase: migrating stops either before '1' or after '2': name one of them"));
    }
}
