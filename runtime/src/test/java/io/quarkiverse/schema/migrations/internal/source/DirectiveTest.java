package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.model.DeployPhase;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;

class DirectiveTest {

    @Test
    void understands_all_of_them_among_other_comments() {
        assertThat(options("""
                /* Copyright
                 * -- schema-migrations: speed=high
                 **/

                -- An index for the search page.
                -- schema-migrations: transaction=none
                # a note
                  --schema-migrations : database-lock-timeout = 500ms
                -- Schema-Migrations: statement-timeout=PT2M
                CREATE INDEX CONCURRENTLY shop_name ON shop (name);
                -- that was it
                """)).isEqualTo(new ScriptOptions(TransactionMode.NONE, Optional.of(Duration.ofMillis(500)),
                Optional.of(Duration.ofMinutes(2)), OptionalInt.empty(), DeployPhase.WITH_RELEASE));
    }

    @Test
    void a_script_without_any_says_nothing() {
        assertThat(options("-- schema migrations are fine\nSELECT 1;")).isEqualTo(ScriptOptions.DEFAULT);
    }

    @Test
    void line_ends_of_windows_a_byte_order_mark_and_a_missing_line_end_do_no_harm() {
        assertThat(options("\uFEFF-- schema-migrations: transaction=none\r\n-- schema-migrations: statement-timeout=5S")
                .transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(options("\uFEFF-- schema-migrations: transaction=none\r\n-- schema-migrations: statement-timeout=5S")
                .statementTimeout()).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({ "5S, PT5S", "5s, PT5S", "5, PT5S", "500ms, PT0.5S", "500MS, PT0.5S", "2m, PT2M", "1h, PT1H", "1d, PT24H",
            "1m30s, PT1M30S", "PT5S, PT5S", "pt0.25s, PT0.25S", "P1D, PT24H" })
    void durations_are_written_as_in_the_configuration(String text, Duration expected) {
        assertThat(options("-- schema-migrations: statement-timeout=" + text).statementTimeout()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "soon", "0", "0s", "-5s", "5 minutes", "5x", "1d2h3", "99999999999999999999" })
    void a_wrong_duration_is_a_problem(String text) {
        assertThat(problemsOf("-- schema-migrations: statement-timeout=" + text)).containsExactly(
                "memory:1/up.sql:1: the directive 'statement-timeout' cannot be '" + text + "'; write a duration above zero,"
                        + " for example 'statement-timeout=5S', '500ms', '2m' or 'PT5S'");
    }

    @Test
    void what_the_test_kit_may_find_is_accepted_by_hazard_and_table() {
        assertThat(options("-- schema-migrations: accept=rewrite(orders), lock-timeout(shop.orders)").accepted())
                .containsExactly("rewrite(orders)", "lock-timeout(shop.orders)");
        assertThat(options("-- schema-migrations: transaction=none").accepted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "rewrite", "rewrite()", "rewrites(orders)", "rewrite(orders),", "rewrite(a;b)", "everything" })
    void a_wrong_acceptance_is_a_problem(String text) {
        assertThat(problemsOf("-- schema-migrations: accept=" + text)).containsExactly(
                "memory:1/up.sql:1: the directive 'accept' cannot be '" + text + "'; write what the test kit finds and the"
                        + " table, for example 'accept=rewrite(orders)', several with commas; there are 'rewrite', 'scan',"
                        + " 'blocking', 'rows', 'lock-timeout', 'invalid-index' and 'incompatible'");
    }

    @Test
    void an_unknown_key_is_a_problem_with_its_line() {
        assertThat(problemsOf("\n-- schema-migrations: transactions=none\n")).containsExactly(
                "memory:1/up.sql:2: 'transactions' is not a directive; there are 'transaction=none',"
                        + " 'database-lock-timeout=<duration>', 'statement-timeout=<duration>', 'lock-retries=<n>', 'deploy=post', 'repeatable', 'repeatable=after-each-run' and 'accept=<hazard>(<table>)', one per line");
    }

    @Test
    void wrong_and_missing_values_are_problems() {
        assertThat(problemsOf("""
                -- schema-migrations: transaction=off
                -- schema-migrations: database-lock-timeout
                -- schema-migrations: repeatable=yes
                """)).containsExactly(
                "memory:1/up.sql:1: the directive 'transaction' cannot be 'off'; write 'transaction=none', or leave the"
                        + " directive out for a script that runs in a transaction",
                "memory:1/up.sql:2: the directive 'database-lock-timeout' has no value; write a duration above zero, for"
                        + " example 'database-lock-timeout=5S', '500ms', '2m' or 'PT5S'",
                "memory:1/up.sql:3: the directive 'repeatable' cannot be 'yes'; write 'repeatable' alone, or"
                        + " 'repeatable=after-each-run' for a migration that also runs at the end of each run that has applied"
                        + " anything");
    }

    @Test
    void a_directive_given_twice_is_a_problem() {
        assertThat(problemsOf("-- schema-migrations: transaction=none\n-- schema-migrations: transaction=none\n"))
                .containsExactly("memory:1/up.sql:2: the directive 'transaction' is a duplicate of line 1; remove"
                        + " one of the two");
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT 1;", "/*!40101 SET NAMES utf8 */;", "/*M!100100 SET x */;", "-", "/", "SELECT 1; -- x" })
    void a_directive_after_the_first_statement_is_a_problem(String statement) {
        assertThat(problemsOf(statement + "\n\n  -- schema-migrations: transaction=none\n")).containsExactly(
                "memory:1/up.sql:3: the directive stands after the beginning of the first statement, where it has no effect;"
                        + " move it to the head of the script");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/**/", "/***/", "/* a\n * b */", "/*Monday*/", "/*MM! x */", "# x", "--", "-- x", "/* -- */ " })
    void a_directive_after_comments_alone_counts(String comment) {
        assertThat(options(comment + "\n-- schema-migrations: transaction=none\n").transaction())
                .isEqualTo(TransactionMode.NONE);
    }

    @Test
    void a_directive_without_a_key_is_a_problem() {
        assertThat(problemsOf("-- schema-migrations: =none\n")).singleElement().asString()
                .startsWith("memory:1/up.sql:1: '' is not a directive;");
    }

    @Test
    void text_that_merely_holds_a_directive_is_none() {
        assertThat(options("SELECT '-- schema-migrations: speed=high'; -- schema-migrations: speed=high\n"))
                .isEqualTo(ScriptOptions.DEFAULT);
    }

    @Test
    void transaction_none_counts_for_its_own_script() {
        Migration migration = InMemoryMigration.scan("shop", List.of(
                new InMemoryMigration("1", "SELECT 1;", "-- schema-migrations: transaction=none\nSELECT 1;")))
                .migrations().get(0);

        assertThat(migration.up().options().transaction()).isEqualTo(TransactionMode.TRANSACTION);
        assertThat(migration.down().orElseThrow().options().transaction()).isEqualTo(TransactionMode.NONE);
    }

    @Test
    void repeatable_makes_a_single_script_repeatable_and_no_other(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("b"));
        for (String name : List.of("a.sql", "b/up.sql", "c.up.sql", "V1__d.sql", "R__e.sql")) {
            Files.writeString(folder.resolve(name), "-- schema-migrations: repeatable\nSELECT 1;");
        }
        Files.writeString(folder.resolve("c.down.sql"), "-- schema-migrations: repeatable\nSELECT 1;");

        SourceScan scan = Fixtures.scan("sqlite", SourceRoot.application(folder, "db/migrations"));

        assertThat(scan.found()).filteredOn(m -> m.kind() == MigrationKind.REPEATABLE).extracting(m -> m.id().value())
                .containsExactly("a", "e");
        String message = ": only a script of the layout '<id>.sql' can be made repeatable by a directive; remove the"
                + " directive 'repeatable', or rename the script";
        assertThat(problems(scan)).containsExactly("db/migrations/V1__d.sql" + message, "db/migrations/b/up.sql" + message,
                "db/migrations/c.down.sql" + message, "db/migrations/c.up.sql" + message);
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "9999, 9999", "3, 3" })
    void lock_retries_are_a_whole_number(String text, int expected) {
        assertThat(options("-- schema-migrations: lock-retries=" + text).lockRetries()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "10000", "-1", "many", "1.5", "" })
    void a_wrong_number_of_lock_retries_is_a_problem(String text) {
        assertThat(problemsOf("-- schema-migrations: lock-retries=" + text)).containsExactly(
                "memory:1/up.sql:1: the directive 'lock-retries' cannot be '" + text
                        + "'; write a whole number from 0 to 9999");
    }

    @Test
    void deploy_post_makes_a_post_deploy_migration() {
        assertThat(options("-- schema-migrations: deploy=post").deploy()).isEqualTo(DeployPhase.POST);
    }

    @ParameterizedTest
    @ValueSource(strings = { "pre", "release", "" })
    void another_phase_is_a_problem(String text) {
        assertThat(problemsOf("-- schema-migrations: deploy=" + text)).containsExactly(
                "memory:1/up.sql:1: the directive 'deploy' cannot be '" + text + "'; write 'deploy=post', or remove the"
                        + " directive from a migration that is applied when its release starts");
    }

    @Test
    void directives_without_a_value_are_problems() {
        assertThat(problemsOf("-- schema-migrations: deploy\n-- schema-migrations: lock-retries\n")).hasSize(2)
                .allMatch(problem -> problem.contains("' has no value; write "));
    }

    @Test
    void no_phase_is_allowed_for_what_has_none(@TempDir Path folder) throws IOException {
        String post = "-- schema-migrations: deploy=post\nSELECT 1;";
        Files.writeString(folder.resolve("R__a.sql"), post);
        Files.writeString(folder.resolve("1.up.sql"), post);
        Files.writeString(folder.resolve("1.down.sql"), post);

        assertThat(problems(Fixtures.scan("sqlite", SourceRoot.application(folder, "db/migrations")))).containsExactly(
                "db/migrations/1.down.sql: a down script has no phase of the deployment; move 'deploy=post' to the up script",
                "db/migrations/R__a.sql: a repeatable migration cannot be a post-deploy migration; remove 'deploy=post', or make"
                        + " it a versioned migration");
    }

    @Test
    void a_baseline_script_cannot_be_made_repeatable(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("1.up.sql"), "SELECT 1;");
        Files.writeString(folder.resolve("1.baseline.sql"), "-- schema-migrations: repeatable\nSELECT 1;");

        assertThat(problems(Fixtures.scan("sqlite", SourceRoot.application(folder, "db/migrations")))).containsExactly(
                "db/migrations/1.baseline.sql: only a script of the layout '<id>.sql' can be made repeatable by a directive;"
                        + " remove the directive 'repeatable', or rename the script");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/* a */ -- schema-migrations: transaction=none",
            "/* a\n*/ -- schema-migrations: transaction=none",
            " \t\f-- schema-migrations: transaction=none", "#\n/* a *//* b */\n-- schema-migrations: transaction=none",
            "/*\n*\n/ */-- schema-migrations: transaction=none", "/* * / */-- schema-migrations: transaction=none" })
    void a_directive_may_stand_behind_what_says_nothing(String head) {
        assertThat(options(head + "\nSELECT 1;").transaction()).isEqualTo(TransactionMode.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT 1; /* a\n-- schema-migrations: transaction=none\n*/",
            "/* a /* b */ SELECT 1;", "/*/ -- schema-migrations: transaction=none\n*/", "#-- schema-migrations: speed=high",
            "/*\n* -- schema-migrations: speed=high\n*/" })
    void what_stands_in_a_comment_or_a_statement_is_no_directive(String text) {
        assertThat(read(text).found()).extracting(migration -> migration.up().options()).containsExactly(
                ScriptOptions.DEFAULT);
    }

    private static SourceScan read(String up) {
        return InMemoryMigration.scan("shop", List.of(new InMemoryMigration("1", up)));
    }

    private static ScriptOptions options(String up) {
        return read(up).migrations().get(0).up().options();
    }

    private static List<String> problemsOf(String up) {
        return problems(read(up));
    }
}
