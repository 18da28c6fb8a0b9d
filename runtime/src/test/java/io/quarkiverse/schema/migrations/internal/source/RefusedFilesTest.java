package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.application;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.folder;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.ids;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.SourceProblem;

class RefusedFilesTest {

    @Test
    void names_every_stranger_and_says_what_to_do() {
        assertThat(problems(scan("sqlite", application("strangers")))).containsExactly(
                "db/migrations/2.SQL: does not end with '.sql' in lower case; rename it",
                "db/migrations/2/deeper: does not belong in the folder of a migration; only up.sql, down.sql, baseline.sql, their variants"
                        + " (up.sqlite.sql, up.postgresql.sql, up.mysql.sql, up.mariadb.sql) and metadata.toml do; rename it"
                        + " or move it out of 'db/migrations'",
                "db/migrations/2/up.h2.sql: does not belong in the folder of a migration; only up.sql, down.sql, baseline.sql,"
                        + " their variants (up.sqlite.sql, up.postgresql.sql, up.mysql.sql, up.mariadb.sql) and metadata.toml do;"
                        + " rename it or move it out of 'db/migrations'",
                "db/migrations/V1__x.sql.conf: is a script configuration of Flyway's; write what it says as"
                        + " '-- schema-migrations: …' at the head of the script, and delete it",
                "db/migrations/afterEachMigrate__grants.postgresql.sql: is a callback of Flyway's (afterEachMigrate), which"
                        + " is never called; make it a migration, for example 'R__<description>.sql' with the directive 'repeatable=after-each-run', or listen with a"
                        + " MigrationListener, and move it out of 'db/migrations'",
                "db/migrations/backup.zip: fits no layout of migrations; name it '<id>.sql', '<id>.up.sql' or"
                        + " 'V<version>__<description>.sql' if it is one, or move it out of 'db/migrations'",
                "db/migrations/beforeMigrate.sql: is a callback of Flyway's (beforeMigrate), which is never called;"
                        + " make it a migration, for example 'R__<description>.sql' with the directive 'repeatable=after-each-run', or listen with a MigrationListener, and"
                        + " move it out of 'db/migrations'",
                "db/migrations/metadata.toml: fits no layout of migrations; name it '<id>.sql', '<id>.up.sql' or"
                        + " 'V<version>__<description>.sql' if it is one, or move it out of 'db/migrations'",
                "db/migrations/old: is not the folder of a migration: it has no up.sql, and other sub-folders are not"
                        + " searched; add an up.sql, or move its files up into 'db/migrations' or out of it");
    }

    @Test
    void a_stranger_in_a_library_is_a_warning_and_the_rest_is_found() {
        SourceScan scan = scan("sqlite", SourceRoot.library(folder("strangers"), "db/migrations", "com.acme:lib"));

        assertThat(ids(scan)).containsExactly("1", "2");
        assertThat(scan.warnings()).hasSize(9).first().hasToString("com.acme:lib!/db/migrations/2.SQL: does not end with"
                + " '.sql' in lower case; it is ignored");
    }

    @ParameterizedTest
    @ValueSource(strings = { "beforeMigrate", "beforeRepeatables", "beforeEachMigrate", "beforeEachMigrateStatement",
            "afterEachMigrateStatement", "afterEachMigrateStatementError", "afterEachMigrate", "afterEachMigrateError",
            "afterMigrate", "afterMigrateApplied", "afterVersioned", "afterMigrateError", "beforeUndo", "beforeEachUndo",
            "beforeEachUndoStatement", "afterEachUndoStatement", "afterEachUndoStatementError", "afterEachUndo",
            "afterEachUndoError", "afterUndo", "afterUndoError", "beforeClean", "afterClean", "afterCleanError", "beforeInfo",
            "afterInfo", "afterInfoError", "beforeValidate", "afterValidate", "afterValidateError", "beforeBaseline",
            "afterBaseline", "afterBaselineError", "beforeRepair", "afterRepair", "afterRepairError", "beforeConnect",
            "afterConnect", "createSchema", "beforeCreateSchema" })
    void knows_flyways_callbacks(String event, @TempDir Path temp) throws IOException {
        Files.writeString(temp.resolve(event + ".sql"), "SELECT 1;");
        Files.writeString(temp.resolve(event + "__why.sql"), "SELECT 1;");

        SourceScan scan = scan("sqlite", SourceRoot.application(temp, "db/migrations"));

        assertThat(scan.found()).isEmpty();
        assertThat(scan.problems()).hasSize(2)
                .allSatisfy(p -> assertThat(p.message()).startsWith("is a callback of Flyway's (" + event + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "before-migrate", "beforeMigrating", "afterParty", "createSchemas", "outcome" })
    void does_not_take_a_migration_for_a_callback(String id, @TempDir Path temp) throws IOException {
        Files.writeString(temp.resolve(id + ".sql"), "SELECT 1;");

        assertThat(ids(scan("sqlite", SourceRoot.application(temp, "db/migrations")))).containsExactly(id);
    }

    @Test
    void a_down_script_needs_an_up_script_and_a_migration_has_one_down_script() {
        assertThat(problems(scan("sqlite", application("downs")))).containsExactly(
                "db/migrations/1.down.sql: is a down script without an up script; add 'db/migrations/1.up.sql' or delete it",
                "db/migrations/2.down.sql: is a down script without an up script; rename 'db/migrations/2.sql' to"
                        + " 'db/migrations/2.up.sql'",
                "db/migrations/3/down.sql: is a down script without an up script; add 'db/migrations/3/up.sql' or delete it",
                "db/migrations/4/metadata.toml: stands in a folder without an up.sql; add 'db/migrations/4/up.sql' or delete"
                        + " it",
                "db/migrations/U5__x.sql: is a down script without an up script; add"
                        + " 'db/migrations/V5__<description>.sql' or delete it",
                "db/migrations/U6__y.sql: reverts '6', as 'db/migrations/U6__x.sql' does; a migration has one down script:"
                        + " remove one of them");
    }

    @Test
    void an_id_is_given_once_in_all_layouts_whatever_its_case() {
        assertThat(problems(scan("sqlite", application("duplicates")))).containsExactly(
                "db/migrations/2.up.sql: has the id '2', as 'db/migrations/2.sql' has; ids must be unique in a set: rename"
                        + " one of them",
                "db/migrations/V1__shop.sql: has the id '1', as 'db/migrations/1/up.sql' has; ids must be unique in a set:"
                        + " rename one of them",
                "db/migrations/V3__b.sql: has the id '3', as 'db/migrations/V3__a.sql' has; ids must be unique in a set:"
                        + " rename one of them",
                "db/migrations/create-shop/up.sql: has the id 'create-shop', which differs only in case or form from"
                        + " 'Create-Shop' of 'db/migrations/Create-Shop.sql'; ids must be unique in a set: rename one of"
                        + " them");
    }

    @Test
    void a_duplicate_is_told_of_scripts_that_cannot_be_read_too(@TempDir Path temp) throws IOException {
        Files.write(temp.resolve("1.sql"), new byte[] { (byte) 0xFF });
        Files.writeString(temp.resolve("V1__x.mysql.sql"), "SELECT 1;");

        assertThat(problems(scan("sqlite", SourceRoot.application(temp, "db/migrations")))).hasSize(3)
                .contains("db/migrations/V1__x.mysql.sql: has the id '1', as 'db/migrations/1.sql' has; ids must be unique in"
                        + " a set: rename one of them");
    }

    @Test
    void the_same_path_in_two_jars_is_a_duplicate_whatever_order_they_come_in() {
        SourceRoot lib = SourceRoot.library(folder("every-layout"), "db/migrations", "com.acme:lib");
        SourceRoot copy = SourceRoot.library(folder("every-layout"), "db/migrations", "com.acme:copy");

        SourceScan scan = scan("sqlite", lib, copy);

        assertThat(scan.problems()).hasSize(9).first().hasToString("com.acme:lib!/db/migrations/2024-01-05-101500_create_shop"
                + "/up.sql: has the id '2024-01-05-101500_create_shop', as"
                + " 'com.acme:copy!/db/migrations/2024-01-05-101500_create_shop/up.sql' has; ids must be unique in a set:"
                + " rename one of them");
        assertThat(scan("sqlite", copy, lib).problems()).isEqualTo(scan.problems());
    }

    @Test
    void up_and_down_of_two_jars_do_not_belong_together(@TempDir Path temp) throws IOException {
        Path up = Files.createDirectory(temp.resolve("up"));
        Path down = Files.createDirectory(temp.resolve("down"));
        Files.writeString(up.resolve("1.up.sql"), "SELECT 1;");
        Files.writeString(down.resolve("1.down.sql"), "SELECT 1;");

        SourceScan scan = scan("sqlite", SourceRoot.library(up, "db/migrations", "com.acme:up"),
                SourceRoot.library(down, "db/migrations", "com.acme:down"));

        assertThat(problems(scan)).containsExactly("com.acme:down!/db/migrations/1.down.sql: is a down script without an up"
                + " script; add 'db/migrations/1.up.sql' or delete it");
    }

    @Test
    void an_id_that_is_none_is_refused_with_its_reason(@TempDir Path temp) throws IOException {
        Files.createDirectories(temp.resolve("2 "));
        Files.writeString(temp.resolve("2 /up.sql"), "SELECT 1;");
        Files.writeString(temp.resolve(" 1.sql"), "SELECT 1;");
        Files.writeString(temp.resolve("R__.sql"), "SELECT 1;");
        Files.writeString(temp.resolve("a\u0007b.sql"), "SELECT 1;");

        assertThat(problems(scan("sqlite", SourceRoot.application(temp, "db/migrations")))).containsExactly(
                "db/migrations/ 1.sql: ' 1' cannot be the id of a migration: it begins or ends with a blank; rename it",
                "db/migrations/2 /up.sql: '2 ' cannot be the id of a migration: it begins or ends with a blank; rename its"
                        + " folder",
                "db/migrations/R__.sql: '' cannot be the id of a migration: it is blank; rename it",
                "db/migrations/a\\u0007b.sql: 'a\\u0007b' cannot be the id of a migration: it has a control character; rename"
                        + " it");
    }

    @Test
    void metadata_holds_one_key_and_nothing_else() {
        assertThat(problems(scan("sqlite", application("metadata")))).containsExactly(
                "db/migrations/1-unknown/metadata.toml:1: the key 'name' is not known; only 'run_in_transaction = true' or"
                        + " 'run_in_transaction = false' can stand there",
                "db/migrations/2-value/metadata.toml:2: 'run_in_transaction' cannot be 'no'; only 'run_in_transaction ="
                        + " true' or 'run_in_transaction = false' can stand there",
                "db/migrations/3-twice/metadata.toml:2: 'run_in_transaction' is a duplicate of line 1; remove"
                        + " one of the two",
                "db/migrations/4-table/metadata.toml:1: '[migration]' is not a key and its value; only"
                        + " 'run_in_transaction = true' or 'run_in_transaction = false' can stand there");
    }

    @Test
    void a_folder_in_the_place_of_a_script_cannot_be_read(@TempDir Path temp) throws IOException {
        Files.createDirectories(temp.resolve("1/up.sql"));

        assertThat(scan("sqlite", SourceRoot.application(temp, "db/migrations")).problems())
                .singleElement().extracting(SourceProblem::toString).asString()
                .startsWith("db/migrations/1/up.sql: cannot be read (java.io.IOException: Is a directory); check that it is a"
                        + " file and its permissions");
    }

    @Test
    void lists_everything_that_is_wrong_at_once_by_path_and_line() {
        assertThatThrownBy(scan("sqlite", application("several"))::migrations)
                .isInstanceOf(InvalidSourcesException.class)
                .hasMessage("9 problems in the migrations of set 'shop':\n"
                        + "  - db/migrations/1.down.sql: is a down script without an up script; add"
                        + " 'db/migrations/1.up.sql' or delete it\n"
                        + "  - db/migrations/V1__x.sql:1: the directive 'transaction' cannot be 'nonne'; write"
                        + " 'transaction=none', or leave the directive out for a script that runs in a transaction\n      line 2:"
                        + " 'speed' is not a directive; there are 'transaction=none',"
                        + " 'database-lock-timeout=<duration>', 'statement-timeout=<duration>', 'lock-retries=<n>',"
                        + " 'deploy=post', 'repeatable', 'repeatable=after-each-run' and 'accept=<hazard>(<table>)', one per line\n      line 4:"
                        + " the directive stands after the beginning of the first statement,"
                        + " where it has no effect; move it to the head of the script\n"
                        + "  - db/migrations/V2__x.mysql.sql: there is a script for mysql but none for the datasource, which"
                        + " is sqlite; add 'db/migrations/V2__x.sqlite.sql', or 'db/migrations/V2__x.sql' for every database"
                        + " without a script of its own\n"
                        + "  - db/migrations/V3__x.sql: has the id '3', as 'db/migrations/3.sql' has; ids must be unique in"
                        + " a set: rename one of them\n"
                        + "  - db/migrations/beforeMigrate.sql: is a callback of Flyway's (beforeMigrate), which is never"
                        + " called; make it a migration, for example 'R__<description>.sql' with the directive 'repeatable=after-each-run', or listen with a"
                        + " MigrationListener, and move it out of 'db/migrations'\n"
                        + "  - db/migrations/notes.txt: fits no layout of migrations; name it '<id>.sql', '<id>.up.sql' or"
                        + " 'V<version>__<description>.sql' if it is one, or move it out of 'db/migrations'\n"
                        + "  - db/migrations/trailing .sql: 'trailing ' cannot be the id of a migration: it begins or ends"
                        + " with a blank; rename it");
    }
}
