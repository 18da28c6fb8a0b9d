package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.SourceProblem;

class LockFileTest {

    private static final String UPDATE = "update=true";

    @TempDir
    Path scripts;

    private LockFile recorded;

    @BeforeEach
    void three_migrations_and_a_view_are_recorded() throws IOException {
        script("2.up.sql", "two");
        script("2.down.sql", "not two");
        script("10.up.sql", "ten");
        script("1.sql", "one");
        script("R__view.sql", "view");
        recorded = new LockFileReader("lock", UPDATE).read(lock(migrations()).text());
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(scripts.resolve(name), text);
    }

    private List<Migration> migrations() {
        return new SourceScanner("<default>", "sqlite").scan(List.of(SourceRoot.application(scripts, "db"))).migrations();
    }

    private static LockFile lock(List<Migration> migrations) {
        return new LockFile(migrations.stream().map(LockedMigration::of).toList());
    }

    private List<String> problems() {
        return problems(recorded);
    }

    private List<String> problems(LockFile before) {
        return new LockFileComparison(before, migrations()).problems("lock", UPDATE).stream().map(SourceProblem::toString)
                .toList();
    }

    /** What development mode leaves, without the checksums. */
    private List<String> developed() {
        return new LockFileComparison(recorded, migrations()).whileDeveloping().migrations().stream()
                .map(line -> line.id().value()).toList();
    }

    @Test
    void has_a_line_a_migration_in_their_order_with_the_repeatable_ones_last() {
        assertThat(recorded.text().lines().filter(line -> !line.startsWith("#"))).containsExactly(
                "1\t7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed\t-",
                "2\t3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3\t"
                        + "aeb5da8afc32238ad24f425dce8505743005ad31a72e8f6ef75bdc65969007c0",
                "10\te4432baa90819aaef51d2a7f8e148bf7e679610f3173752fabb4dcb2d0f418d3\t-",
                "view\trepeatable\t-");
    }

    @Test
    void directives_may_come_and_go() throws IOException {
        script("1.sql", "-- schema-migrations: transaction=none\none");
        script("2.down.sql", "-- schema-migrations: statement-timeout=1M\nnot two");

        assertThat(problems()).isEmpty();
        assertThat(lock(migrations()).text()).isEqualTo(recorded.text());
        script("1.sql", "-- schema-migrations: transaction=none\nanother one");
        assertThat(problems()).singleElement().asString().startsWith("db/1.sql: has changed since lock recorded it");
    }

    @Test
    void checksums_of_earlier_releases_are_those_of_scripts_with_their_directives() throws IOException {
        script("1.sql", "-- schema-migrations: transaction=none\none");
        script("2.down.sql", "-- schema-migrations: statement-timeout=1M\nnot two");
        LockFile earlier = new LockFile(migrations().stream().map(LockedMigration::asWritten).toList());

        assertThat(earlier.text()).isNotEqualTo(recorded.text());
        assertThat(problems(earlier)).isEmpty();
    }

    @Test
    void is_the_same_for_the_same_migrations_and_says_so() {
        assertThat(lock(migrations()).text()).isEqualTo(recorded.text());
        assertThat(problems()).isEmpty();
    }

    @Test
    void may_have_been_sorted_otherwise_or_given_other_line_ends() {
        List<String> lines = recorded.text().lines().toList();
        LockFileReader reader = new LockFileReader("lock", UPDATE);

        LockFile shuffled = reader.read(String.join("\r\n", lines.get(6), lines.get(3), lines.get(5), lines.get(4)));

        assertThat(reader.problems()).isEmpty();
        assertThat(shuffled.text()).isEqualTo(recorded.text());
    }

    @Test
    void notices_that_an_up_or_a_down_script_has_changed() throws IOException {
        script("1.sql", "one and a half");
        script("2.down.sql", "not even two");
        script("R__view.sql", "views are there to be edited");

        assertThat(problems()).containsExactly(
                "db/1.sql: has changed since lock recorded it; restore it, and put the change into a new migration, or, if no"
                        + " database has it, record it as it is with update=true",
                "db/2.down.sql: has changed since lock recorded it; restore it, and put the change into a new migration, or, if"
                        + " no database has it, record it as it is with update=true");
    }

    @Test
    void notices_that_a_down_script_has_been_added_or_is_gone() throws IOException {
        Files.delete(scripts.resolve("2.down.sql"));
        script("10.down.sql", "not ten");

        assertThat(problems()).hasSize(2);
        assertThat(problems().get(0)).startsWith("db/2.up.sql: has changed");
        assertThat(problems().get(1)).startsWith("db/10.down.sql: has changed");
    }

    @Test
    void notices_that_a_migration_runs_once_now_or_again_and_again() throws IOException {
        Files.delete(scripts.resolve("R__view.sql"));
        script("view.sql", "view");
        script("1.sql", "-- schema-migrations: repeatable\none");

        assertThat(problems()).hasSize(2).allMatch(problem -> problem.contains("has changed"));
    }

    @Test
    void notices_that_a_migration_is_gone() throws IOException {
        Files.delete(scripts.resolve("1.sql"));
        Files.delete(scripts.resolve("R__view.sql"));

        assertThat(problems()).containsExactly(
                "lock: records '1', which is gone; restore it, or, if no database has it, take it out with update=true",
                "lock: records 'view', which is gone; restore it, or, if no database has it, take it out with update=true");
    }

    @Test
    void notices_a_new_migration_and_whether_it_comes_before_a_recorded_one() throws IOException {
        script("3.sql", "three");
        script("11.sql", "eleven");
        script("R__another.sql", "another view");

        assertThat(problems()).containsExactlyInAnyOrder(
                "db/3.sql: is not recorded in lock and comes before '10', which is; give it an id after that, or accept its"
                        + " place with update=true",
                "db/11.sql: is not recorded in lock; start development mode once, or build with update=true, and commit the file",
                "db/R__another.sql: is not recorded in lock; start development mode once, or build with update=true, and commit"
                        + " the file");
    }

    @Test
    void gets_what_is_new_and_the_newest_as_it_is_from_development_mode() throws IOException {
        script("10.up.sql", "ten and a half");
        script("11.sql", "eleven");
        script("R__another.sql", "another view");

        recorded = new LockFileComparison(recorded, migrations()).whileDeveloping();

        assertThat(recorded.text()).isEqualTo(lock(migrations()).text());
    }

    @Test
    void follows_development_mode_when_the_newest_gets_another_name_or_goes() throws IOException {
        Files.move(scripts.resolve("10.up.sql"), scripts.resolve("9.up.sql"));
        assertThat(developed()).containsExactly("1", "2", "9", "view");

        Files.delete(scripts.resolve("9.up.sql"));
        assertThat(developed()).containsExactly("1", "2", "view");
    }

    @Test
    void keeps_what_is_older_from_development_mode_so_that_the_next_build_fails_all_the_same() throws IOException {
        script("1.sql", "one and a half");
        Files.delete(scripts.resolve("2.up.sql"));
        Files.delete(scripts.resolve("2.down.sql"));
        script("3.sql", "three");
        Files.delete(scripts.resolve("R__view.sql"));
        List<String> before = problems();

        LockFile after = new LockFileComparison(recorded, migrations()).whileDeveloping();

        assertThat(after.text()).isEqualTo(recorded.text());
        assertThat(problems(after)).isEqualTo(before).hasSize(4);
    }

    @Test
    void is_refused_with_the_line_when_it_is_damaged() {
        String checksum = "a".repeat(64);
        String text = "# ours\n\n1\t" + checksum + "\n2\t" + checksum + "\t-\n2\t" + checksum + "\t-\n3\tabc\t-\n \t-\t-\n"
                + "#4\t-\trepeatable\n";
        LockFileReader reader = new LockFileReader("lock", UPDATE);
        reader.read(text);

        String remedy = "; restore the file, or rewrite it with update=true";
        assertThat(reader.problems()).map(SourceProblem::toString).containsExactly(
                "lock:3: is not an id and two checksums with tabs between them" + remedy,
                "lock:5: records '2' a second time" + remedy,
                "lock:6: 'abc' is not a SHA-256 checksum in lower-case hexadecimal digits" + remedy,
                "lock:7: ' ' cannot be the id of a migration: it is blank" + remedy,
                "lock:8: 'repeatable' is not a SHA-256 checksum in lower-case hexadecimal digits" + remedy);
    }

    @Test
    void holds_ids_that_look_like_something_else() throws IOException {
        script("#1.sql", "");
        script("<<<<<<< HEAD.sql", "");
        script("Übergang, 2. Teil.sql", "");
        String text = lock(migrations()).text();
        LockFileReader reader = new LockFileReader("lock", UPDATE);

        assertThat(reader.read(text).text()).isEqualTo(text)
                .contains("\n#1\t").contains("\n<<<<<<< HEAD\t").contains("\nÜbergang, 2. Teil\t");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).startsWith("# Migrations".getBytes(StandardCharsets.UTF_8));
    }
}
