package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.application;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.ids;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.migration;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.model.Work;

class LayoutTest {

    @Test
    void finds_every_layout_in_one_location_in_order_with_the_repeatables_last() {
        SourceScan scan = scan("postgresql", application("every-layout"));

        assertThat(ids(scan)).containsExactly("2.1", "10", "2024-01-05-101500_create_shop", "2024-01-06-090000_index",
                "add-owner", "empty", "only-comments", "shop names", "totals");
        assertThat(scan.migrations()).filteredOn(m -> m.kind() == MigrationKind.REPEATABLE)
                .extracting(m -> m.id().value()).containsExactly("shop names", "totals");
        assertThat(scan.warnings()).isEmpty();
    }

    @Test
    void a_folder_has_up_and_down_and_may_turn_the_transaction_off_for_both() {
        SourceScan scan = scan("postgresql", application("every-layout"));

        Migration plain = migration(scan, "2024-01-05-101500_create_shop");
        assertThat(plain.up().location()).isEqualTo("db/migrations/2024-01-05-101500_create_shop/up.sql");
        assertThat(text(plain.up())).startsWith("CREATE TABLE shop");
        assertThat(text(plain.down().orElseThrow())).isEqualTo("DROP TABLE shop;\n");
        assertThat(plain.up().options().transaction()).isEqualTo(TransactionMode.TRANSACTION);

        Migration without = migration(scan, "2024-01-06-090000_index");
        assertThat(without.up().options().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(without.down().orElseThrow().options().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(without.down().orElseThrow().options().statementTimeout()).hasValueSatisfying(
                timeout -> assertThat(timeout).hasSeconds(5));
    }

    @Test
    void a_pair_has_up_and_down() {
        Migration pair = migration(scan("postgresql", application("every-layout")), "add-owner");

        assertThat(pair.up().location()).isEqualTo("db/migrations/add-owner.up.sql");
        assertThat(pair.down().orElseThrow().location()).isEqualTo("db/migrations/add-owner.down.sql");
    }

    @Test
    void flyways_up_and_down_meet_by_the_version() {
        Migration flyways = migration(scan("postgresql", application("every-layout")), "2.1");

        assertThat(flyways.description()).isEqualTo("order lines");
        assertThat(flyways.up().location()).isEqualTo("db/migrations/V2_1__order_lines.sql");
        assertThat(flyways.down().orElseThrow().location()).isEqualTo("db/migrations/U2.1__no_order_lines.sql");
    }

    @Test
    void a_baseline_script_belongs_to_the_migration_of_its_id_in_whatever_layout_or_stands_alone(@TempDir Path temp)
            throws IOException {
        Files.createDirectory(temp.resolve("1_shop"));
        for (String name : List.of("1_shop/up.sql", "1_shop/baseline.sql", "2.sql", "2.baseline.sql", "V3__three.sql",
                "B3__all.sql", "B4.1__alone.postgresql.sql", "B4.1__alone.sql")) {
            Files.writeString(temp.resolve(name), "SELECT '" + name + "'");
        }

        SourceScan scan = new SourceScanner("shop", "postgresql").scan(List.of(SourceRoot.directory(temp)));

        assertThat(scan.migrations())
                .extracting(migration -> file(migration.up()), migration -> file(migration.baseline().get()),
                        Migration::isBaselineOnly)
                .containsExactly(
                        tuple("up.sql", "baseline.sql", false), tuple("2.sql", "2.baseline.sql", false),
                        tuple("V3__three.sql", "B3__all.sql", false),
                        tuple("B4.1__alone.postgresql.sql", "B4.1__alone.postgresql.sql", true));
        assertThat(scan.migrations().get(3).description()).isEqualTo("alone");
    }

    @Test
    void a_second_baseline_script_of_an_id_is_a_problem(@TempDir Path temp) throws IOException {
        Files.writeString(temp.resolve("2.baseline.sql"), "SELECT 1");
        Files.writeString(temp.resolve("B2__again.sql"), "SELECT 1");

        assertThatThrownBy(() -> new SourceScanner("shop", "sqlite").scan(List.of(SourceRoot.directory(temp))).migrations())
                .hasMessageContaining("is a baseline script of '2', as '").hasMessageContaining(
                        "does; a migration has one baseline script: remove one of them");
    }

    private static String file(Work work) {
        return work.location().substring(work.location().lastIndexOf('/') + 1);
    }

    @Test
    void flyways_repeatable_is_known_by_its_description() {
        Migration repeatable = migration(scan("postgresql", application("every-layout")), "shop names");

        assertThat(repeatable.description()).isEqualTo("shop names");
        assertThat(repeatable.up().location()).isEqualTo("db/migrations/R__shop_names.sql");
    }

    @Test
    void a_name_that_fits_flyways_layout_is_flyways_and_any_other_is_an_id() {
        SourceScan scan = scan("postgresql", application("names"));

        assertThat(scan.migrations()).extracting(m -> m.id().value(), Migration::description).containsExactly(
                tuple("1.2", ""),
                tuple("1.PostgreSQL", ""),
                tuple("1.h2", ""),
                tuple("4", "a.up"),
                tuple("5", ""),
                tuple("6", "two  words"),
                tuple("007", "bond"),
                tuple("V1", ""),
                tuple("V1a__x", ""),
                tuple("it's", ""),
                tuple("v3__lower", ""),
                tuple("🚀", ""));
    }

    @Test
    void passes_over_readmes_markdown_hidden_files_and_folders_with_nothing_else() {
        SourceScan scan = scan("postgresql", application("passed-over"));

        assertThat(ids(scan)).containsExactly("1", "2");
        assertThat(scan.warnings()).isEmpty();
    }

    @Test
    void a_longest_id_of_emoji_and_quotes_is_taken_from_a_folder_and_from_memory(@TempDir Path temp) throws IOException {
        String quoted = "\"it's\" 🚀";
        Files.createDirectories(temp.resolve(quoted));
        Files.writeString(temp.resolve(quoted).resolve("up.sql"), "SELECT 1;");
        String longest = "🚀".repeat(255);

        assertThat(ids(scan("sqlite", SourceRoot.application(temp, "db/migrations")))).containsExactly(quoted);
        assertThat(ids(InMemoryMigration.scan("shop", List.of(new InMemoryMigration(longest, "SELECT 1;")))))
                .containsExactly(longest);
    }

    @Test
    void brings_names_into_normal_form_c_whatever_the_file_system_gives(@TempDir Path temp) throws IOException {
        Files.writeString(temp.resolve("cafe\u0301.sql"), "SELECT 1;");

        assertThat(ids(scan("sqlite", SourceRoot.application(temp, "db/migrations")))).containsExactly("caf\u00e9");
    }

    @Test
    void reads_a_jar_as_it_reads_a_folder(@TempDir Path temp) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + temp.resolve("lib.jar").toUri()),
                Map.of("create", "true"))) {
            Path location = jar.getPath("/db/migrations");
            Files.createDirectories(location.resolve("1"));
            Files.writeString(location.resolve("1/up.sql"), "SELECT 1;");
            Files.writeString(location.resolve("1/down.sql"), "SELECT 2;");
            Files.writeString(location.resolve("V2__x.sql"), "SELECT 3;");

            SourceScan scan = scan("sqlite", SourceRoot.library(location, "db/migrations", "com.acme:lib"));

            assertThat(ids(scan)).containsExactly("1", "2");
            assertThat(text(migration(scan, "1").down().orElseThrow())).isEqualTo("SELECT 2;");
        }
    }

    @Test
    void tests_override_the_application_file_by_file() {
        SourceScan scan = scan("sqlite", application("overridden-main"),
                SourceRoot.test(Fixtures.folder("overriding-test"), Fixtures.LOCATION));

        assertThat(ids(scan)).containsExactly("1", "2", "3");
        assertThat(text(migration(scan, "1").up())).contains("'test'");
        assertThat(text(migration(scan, "2").up())).contains("'main'");
        assertThat(text(migration(scan, "2").down().orElseThrow())).contains("'test'");
    }

    @Test
    void leaves_a_folder_that_leads_to_another_location_to_that_location() {
        SourceScan scan = scan("postgresql", application("nested"),
                SourceRoot.application(Fixtures.folder("nested/for/postgresql"), "db/migrations/for/postgresql"));

        assertThat(ids(scan)).containsExactly("1", "2");
        assertThat(scan.scriptLocations()).containsExactly("db/migrations/1.sql", "db/migrations/for/postgresql/2.sql");
    }

    @Test
    void finds_nothing_without_roots_and_in_an_empty_folder(@TempDir Path temp) {
        assertThat(scan("sqlite").migrations()).isEmpty();
        assertThat(scan("sqlite", SourceRoot.application(temp, "db/migrations")).migrations()).isEmpty();
    }

    @Test
    void reads_a_directory_and_names_one_that_is_missing(@TempDir Path temp) throws IOException {
        Files.writeString(temp.resolve("1.sql"), "SELECT 1;");
        Path missing = temp.resolve("missing");

        SourceScan scan = scan("sqlite", SourceRoot.directory(temp), SourceRoot.directory(missing));

        assertThat(scan.found()).extracting(m -> m.up().location()).containsExactly(temp + "/1.sql");
        assertThat(problems(scan))
                .containsExactly(missing + ": does not exist; create it, or take it out of the configuration");
    }
}
